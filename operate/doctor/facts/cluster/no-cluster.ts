import { ClusterError } from '../../../lib/cluster/error';
import { Unmet } from '../../outcome';
import type { AzureContext } from '../azure/context';

type Source = Pick<AzureContext, 'ownNodes' | 'names' | 'cluster'>;

/**
 * Why there is no deployment to check; undefined if there is one. Also undefined if that can't be found out: the checks of the
 * deployment then report why they can't read it.
 */
export async function noCluster(source: Source): Promise<string | undefined> {
  const { cluster } = source.names;
  try {
    return (await source.ownNodes()) === undefined ? `cluster ${cluster} does not exist yet` : undefined;
  } catch (error) {
    if (!(error instanceof Unmet) || isInKubeconfig(source)) return undefined;
    return `cluster ${cluster} is not in the kubeconfig, and Azure can't be asked for it: ${error.message}`;
  }
}

function isInKubeconfig({ cluster }: Source): boolean {
  try {
    cluster();
    return true;
  } catch (error) {
    if (error instanceof ClusterError && error.fault === 'context') return false;
    throw error;
  }
}
