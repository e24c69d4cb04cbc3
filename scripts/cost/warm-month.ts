import { entriesOf } from '../../config/entries';
import { ownNodePools } from '../../config/own-node-pools';
import { MINUTES_A_WEEK } from '../../config/warm/wall-clock';
import { warmWeek } from '../../config/warm/warm-agents';
import type { AgentHour, Priced } from './agent-hour';
import { HOURS_A_MONTH } from './idle';

/** The cost of the warm agents and runners of all entries. */
export interface WarmMonth {
  readonly bound: AgentHour['bound'];
  /** The cost for an average month; undefined if the price or the number of nodes is unknown. */
  readonly month: number | undefined;
}

/** Against the rounding of thirds and sixths of a node. */
const ROUNDING = 1e-9;

/**
 * The cost of the nodes that warm agents keep alive when no other agent runs: whole nodes, because a node with one agent costs as much
 * as a full one. The nodes of an agent node pool that always run are part of the idle cost, so they are not counted again. Those of the
 * default node pool are, because it is not known how much room the other pods on them leave. undefined if no entry has warm agents on
 * nodes of this deployment.
 * @param hours the agent hours of the entries that run on nodes of this deployment. All of these run on nodes of one size
 */
export function warmMonth(config: Priced, hours: readonly AgentHour[]): WarmMonth | undefined {
  const plans = entriesOf(config).flatMap(({ name, warm }) => {
    const own = hours.find(({ entry }) => entry === name);
    return own === undefined || warm.length === 0 ? [] : [{ ...own, week: warmWeek(warm) }];
  });
  const [first] = plans;
  if (first === undefined) return undefined;
  const shares = plans.flatMap(({ week, agentsPerNode }) => (agentsPerNode === undefined ? [] : [{ week, agentsPerNode }]));
  if (first.hour === undefined || first.agentsPerNode === undefined || shares.length < plans.length)
    return { bound: first.bound, month: undefined };
  const nodeHour = first.hour * first.agentsPerNode;
  const running = ownNodePools(config).agentNodePool?.minNodes ?? 0;
  const nodesAt = (minute: number) =>
    Math.ceil(shares.reduce((sum, { week, agentsPerNode }) => sum + (week[minute] ?? 0) / agentsPerNode, 0) - ROUNDING);
  const minutes = first.week.reduce((sum, _, minute) => sum + Math.max(0, nodesAt(minute) - running), 0);
  return { bound: first.bound, month: (nodeHour * HOURS_A_MONTH * minutes) / MINUTES_A_WEEK };
}
