import { ApiException, type V1Pod } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** Evicts a pod through the API, as `kubectl drain` and a cluster's autoscaler do; a budget may refuse. */
export async function evict({ kubernetes, namespace }: Scene, { metadata: { name = '' } = {} }: V1Pod): Promise<'evicted' | 'refused'> {
  try {
    await kubernetes.core.createNamespacedPodEviction({ namespace, name, body: { metadata: { namespace, name } } });
    return 'evicted';
  } catch (error) {
    // "429 Too Many Requests": the budget does not allow it now (kubernetes.io, "API-initiated Eviction").
    if (error instanceof ApiException && error.code === 429) return 'refused';
    throw error;
  }
}

/** Drains a node of the scene's own pods, others share it; the node takes no pod until `meanwhile` is over. */
export async function drained(scene: Scene, node: string, meanwhile: () => Promise<void>): Promise<void> {
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

/** Whether a pod finds a place while a node is drained. */
export async function hasOtherNode({ kubernetes }: Scene, node: string): Promise<boolean> {
  const { items } = await kubernetes.core.listNode();
  return items.some(({ metadata, spec }) => metadata?.name !== node && !spec?.unschedulable);
}
