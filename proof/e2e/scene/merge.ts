import { type KubernetesObject, PatchStrategy } from '@kubernetes/client-node';
import type { Scene } from './scene';

const KEDA = { group: 'keda.sh', version: 'v1alpha1' };

/** Changes an object of the scene's namespace, as `kubectl patch --type merge`. */
export async function merge({ kubernetes, namespace }: Scene, change: KubernetesObject & { readonly spec: object }): Promise<void> {
  const object = { ...change, metadata: { ...change.metadata, namespace } };
  await kubernetes.objects.patch(object, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
}

/** Another number of pods of an entry's placeholder. */
export async function scalePlaceholder(scene: Scene, replicas: number): Promise<void> {
  const metadata = { name: `${scene.scaledJob()}-placeholder` };
  await merge(scene, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas } });
}

/** Lets an entry's trigger look at another agent pool, as an edit of its ScaledJob by hand does. */
export async function pointTrigger(scene: Scene, poolName: string): Promise<void> {
  const { custom } = scene.kubernetes;
  const reference = { ...KEDA, namespace: scene.namespace, plural: 'scaledjobs', name: scene.scaledJob() };
  const body: { readonly spec: { readonly triggers: { metadata: Record<string, string> }[] } } =
    await custom.getNamespacedCustomObject(reference);
  for (const trigger of body.spec.triggers) trigger.metadata = { ...trigger.metadata, poolName };
  await custom.replaceNamespacedCustomObject({ ...reference, body });
}

export async function deleteTriggerAuthentication(scene: Scene): Promise<void> {
  const reference = { ...KEDA, namespace: scene.namespace, plural: 'triggerauthentications', name: scene.scaledJob() };
  await scene.kubernetes.custom.deleteNamespacedCustomObject(reference);
}
