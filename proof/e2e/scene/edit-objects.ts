import { type KubernetesObject, PatchStrategy, type V1JobSpec } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** An image that cannot be pulled: the registry is a port of the node itself where nothing listens, so no request leaves it. */
export const MISSING_IMAGE = '127.0.0.1:9/missing:1';

const KEDA_API = { group: 'keda.sh', version: 'v1alpha1' };

interface ScaledJob {
  readonly spec: { readonly jobTargetRef: V1JobSpec; readonly triggers: { metadata: Record<string, string> }[] };
}

/** Changes an object of the scene's namespace, as `kubectl patch --type merge` does. */
export async function mergePatch({ kubernetes, namespace }: Scene, change: KubernetesObject & { readonly spec: object }): Promise<void> {
  const object = { ...change, metadata: { ...change.metadata, namespace } };
  await kubernetes.objects.patch(object, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
}

/** Sets the number of replicas of the placeholder of the first entry. */
export async function scalePlaceholder(scene: Scene, replicas: number): Promise<void> {
  const metadata = { name: `${scene.scaledJobName()}-placeholder` };
  await mergePatch(scene, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas } });
}

/** Sets the agent pool of the trigger in the ScaledJob of the first entry. */
export async function setTriggerAgentPool(scene: Scene, poolName: string): Promise<void> {
  await editScaledJob(scene, scene.scaledJobName(), ({ spec }) => {
    for (const trigger of spec.triggers) trigger.metadata = { ...trigger.metadata, poolName };
  });
}

/** Removes a parameter from the trigger in the ScaledJob of the first entry, so that KEDA's default applies. */
export async function removeTriggerParameter(scene: Scene, parameter: string): Promise<void> {
  await editScaledJob(scene, scene.scaledJobName(), ({ spec }) => {
    for (const { metadata } of spec.triggers) {
      if (metadata[parameter] === undefined) throw new Error(`the trigger has no parameter ${parameter}`);
      delete metadata[parameter];
    }
  });
}

/** Sets the image of the agents of an entry in its ScaledJob. */
export async function setImage(scene: Scene, entry: string, image: string): Promise<void> {
  await editScaledJob(scene, scene.scaledJobName(entry), ({ spec }) => {
    const { initContainers = [], containers } = spec.jobTargetRef.template.spec ?? { containers: [] };
    for (const container of [...initContainers, ...containers]) container.image = image;
  });
}

/** Deletes the TriggerAuthentication of the first entry. */
export async function deleteTriggerAuthentication(scene: Scene): Promise<void> {
  const reference = { ...KEDA_API, namespace: scene.namespace, plural: 'triggerauthentications', name: scene.scaledJobName() };
  await scene.kubernetes.custom.deleteNamespacedCustomObject(reference);
}

/** Reads a ScaledJob, changes it and replaces it, as `kubectl edit` does. */
async function editScaledJob({ kubernetes: { custom }, namespace }: Scene, name: string, change: (body: ScaledJob) => void): Promise<void> {
  const reference = { ...KEDA_API, namespace, plural: 'scaledjobs', name };
  const body: ScaledJob = await custom.getNamespacedCustomObject(reference);
  change(body);
  await custom.replaceNamespacedCustomObject({ ...reference, body });
}
