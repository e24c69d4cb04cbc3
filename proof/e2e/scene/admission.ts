import { ApiException, type V1Pod, type V1PodSpec, type V1SecurityContext } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** Why the API server would not take such a pod; undefined when it would. None is made. */
export async function refusal({ kubernetes, namespace }: Scene, spec: V1PodSpec): Promise<string | undefined> {
  try {
    await kubernetes.core.createNamespacedPod({ namespace, dryRun: 'All', body: { metadata: { generateName: 'refused-' }, spec } });
    return undefined;
  } catch (error) {
    if (error instanceof ApiException && error.code === 403) return String(error.body);
    throw error;
  }
}

/** What a pod was made from, for any node. */
export function specOf({ spec }: V1Pod): V1PodSpec {
  if (spec === undefined) throw new Error('the pod has no spec');
  const { nodeName: _, ...rest } = spec;
  return rest;
}

/** The pod with its containers under other rules. */
export const withSecurity = (spec: V1PodSpec, changes: V1SecurityContext): V1PodSpec => ({
  ...spec,
  containers: spec.containers.map((each) => ({ ...each, securityContext: { ...each.securityContext, ...changes } })),
});
