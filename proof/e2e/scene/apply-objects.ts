import type { V1HostAlias, V1Service } from '@kubernetes/client-node';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { hostAliasOf, withHostAliases } from './host-alias';
import type { Kubernetes } from './kubernetes';

/**
 * Applies objects in their order. Agents find the Services among them by name although the cluster has no DNS server: the names are
 * written into /etc/hosts of their pods.
 */
export async function applyObjects(kubernetes: Kubernetes, objects: readonly NativeObject[]): Promise<void> {
  const aliases: V1HostAlias[] = [];
  for (const object of objects) {
    await kubernetes.apply(withHostAliases(object, aliases));
    if (object.kind === 'Service') aliases.push(hostAliasOf(await readService(kubernetes, object)));
  }
}

async function readService({ core }: Kubernetes, { metadata: { name = '', namespace = '' } }: NativeObject): Promise<V1Service> {
  return core.readNamespacedService({ name, namespace });
}
