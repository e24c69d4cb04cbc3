import * as z from 'zod/mini';
import { ClusterError } from '../../lib/cluster/error';
import type { DoctorContext } from '../context';
import { Unmet } from '../outcome';
import { programWords } from './program';

type Source = Pick<DoctorContext, 'azure' | 'names' | 'cluster'>;

/**
 * Why there is no deployment to look at; undefined when there is one, or when it can't be told: its checks then say why
 * they can't look.
 */
export async function noCluster(source: Source): Promise<string | undefined> {
  const { cluster, resourceGroup } = source.names;
  const args = ['aks', 'show', '--resource-group', resourceGroup, '--name', cluster, '--query', 'name'];
  try {
    await source.azure.az(args, z.string());
    return undefined;
  } catch (error) {
    if (/\((ResourceNotFound|ResourceGroupNotFound)\)/.test(programWords(error))) return `cluster ${cluster} does not exist yet`;
    return error instanceof Unmet && !isKnown(source)
      ? `cluster ${cluster} is not in the kubeconfig, and Azure can't be asked for it: ${error.message}`
      : undefined;
  }
}

function isKnown({ cluster }: Source): boolean {
  try {
    cluster();
    return true;
  } catch (error) {
    if (error instanceof ClusterError && error.fault === 'context') return false;
    throw error;
  }
}
