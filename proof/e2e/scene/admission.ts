import { ApiException, type V1Pod, type V1PodSpec, type V1SecurityContext } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** Returns the reason why the API server rejects a pod with this spec, or undefined if it admits the pod. No pod is created. */
export async function admissionRefusal({ kubernetes, namespace }: Scene, spec: V1PodSpec): Promise<string | undefined> {
  try {
    await kubernetes.core.createNamespacedPod({ namespace, dryRun: 'All', body: { metadata: { generateName: 'refused-' }, spec } });
    return undefined;
  } catch (error) {
    if (error instanceof ApiException && error.code === 403) return String(error.body);
    throw error;
  }
}

/** Returns the spec of a pod without the node that the scheduler chose, so that it can be submitted again. */
export function specOf({ spec }: V1Pod): V1PodSpec {
  if (spec === undefined) throw new Error('the pod has no spec');
  const { nodeName: _, ...rest } = spec;
  return rest;
}

/** Returns the spec with changes of every container's security context. */
export const withSecurity = (spec: V1PodSpec, changes: V1SecurityContext): V1PodSpec => ({
  ...spec,
  containers: spec.containers.map((each) => ({ ...each, securityContext: { ...each.securityContext, ...changes } })),
});
