import type { V1APIResource } from '@kubernetes/client-node';
import type { Kubernetes } from './kubernetes';

/** What the API server or a controller reports about other objects. */
const REPORTS = ['Event', 'EndpointSlice', 'Endpoints', 'PodMetrics'];

/** Everything in a namespace, of all kinds that the cluster knows, as `kind/name`, sorted. Reports about other objects are left out. */
export async function objectsIn({ apis, core, custom, objects }: Kubernetes, namespace: string): Promise<readonly string[]> {
  const versions = (await apis.getAPIVersions()).groups.map(({ name, preferredVersion, versions: [first] }) => ({
    group: name,
    version: (preferredVersion ?? first)?.version ?? '',
  }));
  const lists = await Promise.all([core.getAPIResources(), ...versions.map((each) => custom.getAPIResources(each))]);
  const found: string[] = [];
  for (const { groupVersion, resources } of lists) {
    for (const { kind } of resources.filter(isListed)) {
      const { items } = await objects.list(groupVersion, kind, namespace);
      found.push(...items.map(({ metadata }) => `${kind}/${metadata?.name}`));
    }
  }
  return [...new Set(found)].toSorted();
}

const isListed = ({ name, namespaced, verbs, kind }: V1APIResource): boolean =>
  namespaced && !name.includes('/') && verbs.includes('list') && !REPORTS.includes(kind);
