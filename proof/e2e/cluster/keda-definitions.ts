import { join } from 'node:path';
import { type KubernetesObject, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { Kubernetes } from '../scene/kubernetes';
import { yamlFilesOf, yamlIn } from './yaml-files';

const RESOURCE = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' } as const;

/**
 * Creates KEDA's custom resource definitions with the patches of its kustomization, which are also in its Helm chart. Without the
 * patches the API server would prune the labels of agent pods. They are created as custom objects, because the client's own type
 * of a definition loses `x-kubernetes-int-or-string`.
 * @param folder the folder config/crd of KEDA's module
 */
export async function createKedaDefinitions(kubernetes: Kubernetes, folder: string): Promise<void> {
  for (const file of yamlFilesOf(join(folder, 'bases'))) {
    for (const body of yamlIn(file) as KubernetesObject[]) await kubernetes.custom.createClusterCustomObject({ ...RESOURCE, body });
  }
  for (const kind of ['scaledjob', 'scaledobject']) {
    const [body] = yamlIn(join(folder, 'patches', `${kind}_patch.yaml`));
    const patch = { ...RESOURCE, name: `${kind}s.keda.sh`, body };
    await kubernetes.custom.patchClusterCustomObject(patch, setHeaderOptions('Content-Type', PatchStrategy.JsonPatch));
  }
}
