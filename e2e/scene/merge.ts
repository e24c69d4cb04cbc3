import { type KubernetesObject, PatchStrategy } from '@kubernetes/client-node';
import type { Scene } from './scene';

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
