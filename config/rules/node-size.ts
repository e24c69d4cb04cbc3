import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../azure/vm-size';
import { nodePoolOf } from '../node-placement';
import { ownCluster } from '../own-node-pools';
import { below, type Problem } from '../problems/problem';
import { REGISTRAR_RESOURCES } from '../quantities/pod-resources';
import { cpuMillis, memoryBytes } from '../quantities/quantity';
import { eachEntry } from './each-entry';
import type { Rule } from './rule';

const GIB = 1024 ** 3;

/** An agent or runner must fit on an empty node of its node pool. Not checked for unknown VM sizes. */
export const agentFitsNodeRule: Rule = (config) => {
  const cluster = ownCluster(config);
  // An invalid agent node pool is a key with the value undefined.
  if (cluster === undefined || ('agentNodePool' in cluster && cluster.agentNodePool === undefined)) return [];
  return eachEntry(config, (entry, path) => {
    const where = entry.nodeSelector && nodePoolOf(entry.nodeSelector, cluster.agentNodePool !== undefined);
    const sizeName = where && cluster[where]?.vmSize;
    const size = sizeName === undefined ? undefined : vmSize(sizeName);
    if (size === undefined) return [];
    const room = allocatable(size, MAX_PODS_PER_NODE);
    const cpuRoom = room.cpuMillis - cpuMillis(REGISTRAR_RESOURCES.requests.cpu);
    const memoryRoom = room.memoryBytes - memoryBytes(REGISTRAR_RESOURCES.requests.memory);
    const problems: Problem[] = [];
    if (entry.cpu !== undefined && cpuMillis(entry.cpu) > cpuRoom) {
      problems.push({
        path: below(path, 'cpu'),
        rule: `must fit on a node of size ${sizeName}, which has room for ${cpuRoom}m`,
        value: entry.cpu,
        remedy: 'lower it, or choose a larger vmSize',
      });
    }
    if (entry.memory !== undefined && memoryBytes(entry.memory) > memoryRoom) {
      const gib = (Math.floor((memoryRoom / GIB) * 10) / 10).toFixed(1);
      problems.push({
        path: below(path, 'memory'),
        rule: `must fit on a node of size ${sizeName}, which has room for ${gib}Gi`,
        value: entry.memory,
        remedy: 'lower it, or choose a larger vmSize',
      });
    }
    return problems;
  });
};
