import { allocatable, MAX_PODS_PER_NODE, vmSize } from '../../config/azure/vm-size';
import { nodePoolOf } from '../../config/node-placement';
import { REGISTRAR_RESOURCES } from '../../config/quantities/pod-resources';
import { cpuMillis, memoryBytes } from '../../config/quantities/quantity';
import type { AgentPoolConfig, Config } from '../../config/types';
import { vmHour } from './idle';
import type { PriceTable } from './price-table';

/** The cost of one agent for an hour, while its node is full. */
export interface AgentHour {
  /** Name of the entry in `agentPools`. */
  readonly entry: string;
  readonly nodeSize: string;
  /** `at most` for spot VMs without a price: the price is then that of regular VMs, which cost more. */
  readonly bound: 'about' | 'at most';
  /** The agents that fit on an empty node; undefined for an unknown VM size. */
  readonly agentsPerNode: number | undefined;
  /** The cost; undefined if the price of the VM size or the number of agents is unknown. */
  readonly hour: number | undefined;
}

/** The agent hours of the entries that run on nodes of this deployment. */
export function agentHours({ cluster, agentPools }: Pick<Config, 'cluster' | 'agentPools'>, prices: PriceTable): readonly AgentHour[] {
  const nodes = cluster.agentNodePool ?? cluster.nodePool;
  const own = vmHour(prices, nodes);
  const node = own ?? vmHour(prices, { vmSize: nodes.vmSize, spot: false });
  const bound = own === undefined ? 'at most' : 'about';
  return agentPools
    .filter(({ nodeSelector }) => nodePoolOf(nodeSelector, cluster.agentNodePool !== undefined) !== undefined)
    .map((entry) => {
      const agentsPerNode = agentsOn(nodes.vmSize, entry);
      const hour = node === undefined || agentsPerNode === undefined ? undefined : node / agentsPerNode;
      return { entry: entry.name, nodeSize: nodes.vmSize, bound, agentsPerNode, hour };
    });
}

/**
 * The agents that fit on an empty node by the requests of their pods: at least one, because `config/rules/` rejects an
 * agent that does not fit. The pods that AKS itself runs on each node are not subtracted.
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
