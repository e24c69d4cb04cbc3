import { nodePoolOf } from '../node-placement';
import { REGISTRAR_RESOURCES } from '../pod-resources';
import { below, type Problem } from '../problem';
import { cpuMillis, memoryBytes } from '../quantity';
import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../vm-size';
import type { Rule } from './rule';

const GIB = 1024 ** 3;

/** An agent must fit on an empty node of the node pool it runs on, where the VM size is known. */
export const agentFitsNodeRule: Rule = ({ cluster, agentPools }) => {
  // A faulty agent node pool is there, and undefined.
  if (cluster === undefined || ('agentNodePool' in cluster && cluster.agentNodePool === undefined)) return [];
  return (agentPools ?? []).flatMap((pool, index) => {
    const where = pool?.nodeSelector && nodePoolOf(pool.nodeSelector, cluster.agentNodePool !== undefined);
    const sizeName = where && cluster[where]?.vmSize;
    const size = sizeName === undefined ? undefined : vmSize(sizeName);
    if (pool === undefined || size === undefined) return [];
    const room = allocatable(size, MAX_PODS_PER_NODE);
    const cpuRoom = room.cpuMillis - cpuMillis(REGISTRAR_RESOURCES.requests.cpu);
    const memoryRoom = room.memoryBytes - memoryBytes(REGISTRAR_RESOURCES.requests.memory);
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
