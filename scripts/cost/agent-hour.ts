import { entriesOf } from '../../config/entries';
import { nodePoolOf } from '../../config/node-placement';
import { ownNodePools } from '../../config/own-node-pools';
import { agentsPerNode } from '../../config/quantities/agents-per-node';
import type { Config } from '../../config/types';
import { vmHour } from './idle';
import type { PriceTable } from './price-table';

/** The cost of one agent or runner for an hour, while its node is full. */
export interface AgentHour {
  /** Name of the entry. */
  readonly entry: string;
  readonly nodeSize: string;
  /** `at most` for spot VMs without a price: the price is then that of regular VMs, which cost more. */
  readonly bound: 'about' | 'at most';
  /** The agents that fit on an empty node; undefined for an unknown VM size. */
  readonly agentsPerNode: number | undefined;
  /** The cost; undefined if the price of the VM size or the number of agents is unknown. */
  readonly hour: number | undefined;
}

/** The part of a config that an agent hour depends on. */
export type Priced = Pick<Config, 'cluster' | 'agentPools' | 'runnerPools'>;

/** The agent hours of the entries that run on nodes of this deployment. */
export function agentHours(config: Priced, prices: PriceTable): readonly AgentHour[] {
  const { nodePool, agentNodePool } = ownNodePools(config);
  const nodes = agentNodePool ?? nodePool;
  if (nodes === undefined) return [];
  const own = vmHour(prices, nodes);
  const node = own ?? vmHour(prices, { vmSize: nodes.vmSize, spot: false });
  const bound = own === undefined ? 'at most' : 'about';
  return entriesOf(config)
    .filter(({ nodeSelector }) => nodePoolOf(nodeSelector, agentNodePool !== undefined) !== undefined)
    .map((entry) => {
      const perNode = agentsPerNode(nodes.vmSize, entry);
      const hour = node === undefined || perNode === undefined ? undefined : node / perNode;
      return { entry: entry.name, nodeSize: nodes.vmSize, bound, agentsPerNode: perNode, hour };
    });
}
