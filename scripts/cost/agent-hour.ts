import { nodePoolOf } from '../../config/node-placement';
import { REGISTRAR_RESOURCES } from '../../config/pod-resources';
import { cpuMillis, memoryBytes } from '../../config/quantity';
import type { AgentPoolConfig, Config } from '../../config/types';
import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../../config/vm-size';
import { vmHour } from './idle';
import type { PriceTable } from './price-table';

/** What an hour of one agent costs while the node that it runs on is full. */
export interface AgentHour {
  /** Name of the entry in `agentPools`. */
  readonly pool: string;
  readonly nodeSize: string;
  /** `at most` for spot VMs without a price of their own: the price is then that of regular ones, which cost more. */
  readonly bound: 'about' | 'at most';
  /** Agents that an empty node takes; undefined when it is not known what the VM size offers. */
  readonly agentsPerNode: number | undefined;
  /** Undefined when the price of the VM size or the number of agents is. */
  readonly hour: number | undefined;
}

/** The agent hour of each entry that runs on nodes of this deployment. */
export function agentHours({ cluster, agentPools }: Pick<Config, 'cluster' | 'agentPools'>, prices: PriceTable): readonly AgentHour[] {
  const nodes = cluster.agentNodePool ?? cluster.nodePool;
  const own = vmHour(prices, nodes.vmSize, nodes.spot);
  const node = own ?? vmHour(prices, nodes.vmSize, false);
  const bound = own === undefined ? 'at most' : 'about';
  return agentPools
    .filter(({ nodeSelector }) => nodePoolOf(nodeSelector, cluster.agentNodePool !== undefined) !== undefined)
    .map((pool) => {
      const agentsPerNode = agentsOn(nodes.vmSize, pool);
      const hour = node === undefined || agentsPerNode === undefined ? undefined : node / agentsPerNode;
      return { pool: pool.name, nodeSize: nodes.vmSize, bound, agentsPerNode, hour };
    });
}

/**
 * Agents that fit on an empty node by what their pods request: at least one, as `config/rules/` refuses an agent that
 * fits on none. What AKS itself runs on each node is not taken off.
 */
function agentsOn(sizeName: string, { cpu, memory }: AgentPoolConfig): number | undefined {
  const size = vmSize(sizeName);
  if (size === undefined) return undefined;
  const { requests } = REGISTRAR_RESOURCES;
  const room = allocatable(size, MAX_PODS_PER_NODE);
  const byCpu = room.cpuMillis / (cpuMillis(cpu) + cpuMillis(requests.cpu));
  const byMemory = room.memoryBytes / (memoryBytes(memory) + memoryBytes(requests.memory));
  return Math.max(1, Math.floor(Math.min(byCpu, byMemory, MAX_PODS_PER_NODE)));
}
