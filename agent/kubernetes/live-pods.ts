import type { KubernetesApi } from './kubernetes-api';
import { isAlive, listPods } from './pod-list';

/**
 * The names of the pods of a namespace that have not ended.
 * @throws if the list is incomplete or not as documented
 */
export async function livePods(api: KubernetesApi): Promise<ReadonlySet<string>> {
  const { pods } = await listPods(api);
  return new Set(pods.filter(isAlive).map(({ metadata }) => metadata.name));
}
