import type { Config, CreatedCluster } from '../../config/types';

/** The `keda` of a config whose KEDA this project installs. */
export function createdKeda({ keda }: Config): Extract<Config['keda'], { kind: 'create' }> {
  if (keda.kind !== 'create') throw new Error('the KEDA of this config exists');
  return keda;
}

/** The `cluster` of a config whose cluster this project creates. */
export function createdCluster({ cluster }: Config): CreatedCluster {
  if (cluster.kind !== 'create') throw new Error('the cluster of this config exists');
  return cluster;
}
