import { isNotFound, type Kubernetes } from './kubernetes';

/** Deletes a namespace with all agents in it, including running jobs. Returns before the deletion is complete. */
export async function removeNamespace({ core, custom }: Kubernetes, namespace: string): Promise<void> {
  // ScaledJobs first, so that KEDA creates no more agents.
  await custom.deleteCollectionNamespacedCustomObject({ group: 'keda.sh', version: 'v1alpha1', namespace, plural: 'scaledjobs' });
  await core.deleteNamespace({ name: namespace }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
  // Without this, agent pods would have an hour to end their jobs.
  await core.deleteCollectionNamespacedPod({ namespace, gracePeriodSeconds: 0 });
}
