import { REGISTRAR_RESOURCES } from '../pod-resources';
import { below, type Problem } from '../problem';
import { cpuMillis, memoryBytes } from '../quantity';
import type { PartialConfig } from '../types';
import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../vm-size';
import type { Rule } from './rule';

const GIB = 1024 ** 3;

/** An agent must fit on an empty node of the node pool it runs on, where the VM size is known. */
export const agentFitsNodeRule: Rule = ({ cluster, agentPools }) => {
  if (cluster === undefined) return [];
  const { vmSize: sizeName } = ('agentNodePool' in cluster ? cluster.agentNodePool : cluster.nodePool) ?? {};
  const size = sizeName === undefined ? undefined : vmSize(sizeName);
  if (size === undefined) return [];
  const room = allocatable(size, MAX_PODS_PER_NODE);
  const cpuRoom = room.cpuMillis - cpuMillis(REGISTRAR_RESOURCES.requests.cpu);
  const memoryRoom = room.memoryBytes - memoryBytes(REGISTRAR_RESOURCES.requests.memory);
  return (agentPools ?? []).flatMap((pool, index) => {
    // Entries that choose their nodes themselves may run on others than this program makes.
    if (pool?.nodeSelector === undefined || Object.keys(pool.nodeSelector).length > 0) return [];
    const path = below('agentPools', index);
    const problems: Problem[] = [];
    if (pool.cpu !== undefined && cpuMillis(pool.cpu) > cpuRoom) {
      problems.push({
        path: below(path, 'cpu'),
        rule: `must fit on a node of size ${sizeName}, which has room for ${cpuRoom}m`,
        value: pool.cpu,
        remedy: 'lower it, or choose a larger vmSize',
      });
    }
    if (pool.memory !== undefined && memoryBytes(pool.memory) > memoryRoom) {
      const gib = (Math.floor((memoryRoom / GIB) * 10) / 10).toFixed(1);
      problems.push({
        path: below(path, 'memory'),
        rule: `must fit on a node of size ${sizeName}, which has room for ${gib}Gi`,
        value: pool.memory,
        remedy: 'lower it, or choose a larger vmSize',
      });
    }
    return problems;
  });
};

type PartialNodePool = { readonly [Key in 'vmSize' | 'osDiskType']?: string | undefined } & {
  readonly [Key in 'minNodes' | 'maxNodes']?: number | undefined;
};

/** What must hold within each of the node pools. */
export const nodePoolRule: Rule = ({ cluster }: PartialConfig) => [
  ...nodePoolProblems('cluster.nodePool', cluster?.nodePool ?? {}),
  ...nodePoolProblems('cluster.agentNodePool', cluster?.agentNodePool ?? {}),
];

function nodePoolProblems(path: string, { vmSize: sizeName, osDiskType, minNodes, maxNodes }: PartialNodePool): readonly Problem[] {
  const problems: Problem[] = [];
  if (minNodes !== undefined && maxNodes !== undefined && minNodes > maxNodes) {
    problems.push({
      path: below(path, 'minNodes'),
      rule: `must not be above maxNodes (${maxNodes})`,
      value: minNodes,
      remedy: 'lower it, or raise maxNodes',
    });
  }
  if (osDiskType === 'Ephemeral' && sizeName !== undefined && vmSize(sizeName)?.diskless) {
    problems.push({
      path: below(path, 'osDiskType'),
      rule: `can't be Ephemeral on ${sizeName}, which has no local disk`,
      value: osDiskType,
      remedy: 'use Managed, or a size with a "d" in its name',
    });
  }
  return problems;
}
