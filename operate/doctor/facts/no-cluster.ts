import { ClusterError } from '../../lib/cluster/error';
import type { DoctorContext } from '../context';
import { Unmet } from '../outcome';

type Source = Pick<DoctorContext, 'ownNodes' | 'names' | 'cluster'>;

/**
 * Why there is no deployment to look at; undefined when there is one, or when it can't be told: its checks then say why
 * they can't look.
 */
export async function noCluster(source: Source): Promise<string | undefined> {
  const { cluster } = source.names;
  try {
    return (await source.ownNodes()) === undefined ? `cluster ${cluster} does not exist yet` : undefined;
  } catch (error) {
    if (!(error instanceof Unmet) || isKnown(source)) return undefined;
    return `cluster ${cluster} is not in the kubeconfig, and Azure can't be asked for it: ${error.message}`;
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
