import { isNotFound, type Kubernetes } from './kubernetes';

/** Removes a namespace with all agents in it, running jobs included. Returns before the namespace is gone. */
export async function removeNamespace({ core, custom }: Kubernetes, namespace: string): Promise<void> {
  // First, so that no agent is made any more.
  await custom.deleteCollectionNamespacedCustomObject({ group: 'keda.sh', version: 'v1alpha1', namespace, plural: 'scaledjobs' });
  await core.deleteNamespace({ name: namespace }).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
  // An agent pod has an hour to end its job; nobody waits for these.
  await core.deleteCollectionNamespacedPod({ namespace, gracePeriodSeconds: 0 });
}
