import type { V1JobSpec } from '@kubernetes/client-node';
import type { Scene } from './scene';

interface ScaledJob {
  readonly spec: { readonly jobTargetRef: V1JobSpec };
}

/** Gives the agents of one entry another image, as an edit of its ScaledJob by hand does. */
export async function setImage(scene: Scene, entry: string, image: string): Promise<void> {
  const { custom } = scene.kubernetes;
  const reference = {
    group: 'keda.sh',
    version: 'v1alpha1',
    namespace: scene.namespace,
    plural: 'scaledjobs',
    name: scene.scaledJob(entry),
  };
  const body: ScaledJob = await custom.getNamespacedCustomObject(reference);
  const { initContainers = [], containers } = body.spec.jobTargetRef.template.spec ?? { containers: [] };
  for (const container of [...initContainers, ...containers]) container.image = image;
  await custom.replaceNamespacedCustomObject({ ...reference, body });
}
