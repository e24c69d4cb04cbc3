import { cluster as createdCluster } from './schema/cluster';
import type { Config, CreatedCluster, PartialConfig } from './types';

/** The node pools that a deploy creates: none in a cluster that exists. */
export function ownNodePools({ cluster }: Pick<Config, 'cluster'>): Partial<Pick<CreatedCluster, 'nodePool' | 'agentNodePool'>> {
  return cluster.kind === 'create' ? cluster : {};
}

type PartialCluster = Extract<NonNullable<PartialConfig['cluster']>, { kind?: 'create' | undefined }>;

/** The cluster of a config that may be invalid; undefined if it is not one that a deploy creates. */
export function ownCluster({ cluster }: PartialConfig): PartialCluster | undefined {
  return cluster?.kind === 'create' ? cluster : undefined;
}

/** The version of Kubernetes for which objects are checked: that of a cluster that exists is not known, so the default. */
export const kubernetesVersionOf = ({ cluster }: Pick<Config, 'cluster'>): string =>
  cluster.kind === 'create' ? cluster.kubernetesVersion : createdCluster.parse({}).kubernetesVersion;
