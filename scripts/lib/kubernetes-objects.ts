import { unescapeTemplate } from '../../config/text/terraform-template';
import type { NativeObject } from '../../constructs/kubernetes/kubernetes-object';
import type { StackJson } from './stack-json';

/** The order in which `kubectl apply` needs the kinds. Other kinds come after them. */
const ORDER = [
  'Namespace',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'TriggerAuthentication',
  'PodDisruptionBudget',
  'Service',
  'Deployment',
  'ScaledJob',
];

/** The Kubernetes objects of a synthesized stack in native form, in an order in which they can be applied. Secrets are left out, because the stack does not contain their content. */
export function kubernetesObjects({ resource }: StackJson): readonly NativeObject[] {
  const namespaces = Object.values(resource['kubernetes_namespace_v1'] ?? {}).map(({ metadata }) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata as NativeObject['metadata'],
  }));
  const manifests = Object.values(resource['kubernetes_manifest'] ?? {}).map(({ manifest }) => unescapeTemplate(manifest as NativeObject));
  const rank = ({ kind }: NativeObject) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return [...namespaces, ...manifests].sort((a, b) => rank(a) - rank(b) || (a.metadata.name ?? '').localeCompare(b.metadata.name ?? ''));
}

/** Replaces Terraform's reference to the identity, which exists only after a deploy, by a client id. */
export function withClientId(objects: readonly NativeObject[], clientId: string): readonly NativeObject[] {
  return JSON.parse(
    JSON.stringify(objects).replaceAll(/\$\{data\.azurerm_user_assigned_identity\.identity\.client_id\}/g, clientId),
  ) as readonly NativeObject[];
}
