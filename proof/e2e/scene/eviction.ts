import { ApiException, type V1Pod } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** Evicts a pod through the API, as `kubectl drain` and the cluster autoscaler do. A PodDisruptionBudget may refuse it. */
export async function evict({ kubernetes, namespace }: Scene, { metadata: { name = '' } = {} }: V1Pod): Promise<'evicted' | 'refused'> {
  try {
    await kubernetes.core.createNamespacedPodEviction({ namespace, name, body: { metadata: { namespace, name } } });
    return 'evicted';
  } catch (error) {
    // 429 Too Many Requests: the budget does not allow the eviction now (kubernetes.io, "API-initiated Eviction").
    if (error instanceof ApiException && error.code === 429) return 'refused';
    throw error;
  }
}

/** Drains a node of the scene's own pods, because other scenes share it. The node is unschedulable until `meanwhile` has ended. */
export async function whileDrained(scene: Scene, node: string, meanwhile: () => Promise<void>): Promise<void> {
  await setUnschedulable(scene, node, true);
  try {
    const { items } = await scene.kubernetes.core.listNamespacedPod({
      namespace: scene.namespace,
      fieldSelector: `spec.nodeName=${node}`,
    });
    for (const pod of items) await evict(scene, pod);
    await meanwhile();
  } finally {
    await setUnschedulable(scene, node, false);
  }
}

async function setUnschedulable({ kubernetes }: Scene, node: string, unschedulable: boolean): Promise<void> {
  await kubernetes.core.patchNode({ name: node, body: [{ op: 'add', path: '/spec/unschedulable', value: unschedulable }] });
}

/** Whether the cluster has a schedulable node other than this one. */
export async function hasOtherNode({ kubernetes }: Scene, node: string): Promise<boolean> {
  const { items } = await kubernetes.core.listNode();
  return items.some(({ metadata, spec }) => metadata?.name !== node && !spec?.unschedulable);
}
