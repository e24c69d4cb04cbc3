import { nodePoolOf } from '../node-placement';
import { ownCluster } from '../own-node-pools';
import { below, type Problem } from '../problems/problem';
import { agentsPerNode } from '../quantities/agents-per-node';
import type { PartialAgentPool, PartialConfig } from '../types';
import { isAlwaysOpen } from '../warm/warm-agents';
import { eachAgentPool, eachEntry, listOf, type PartialEntry, podsOf } from './each-entry';
import type { Rule } from './rule';

type PartialWindow = NonNullable<NonNullable<PartialAgentPool['warm']>[number]>;

/**
 * Only the scaler of this project starts agents that no job has asked for. KEDA's own would ignore these options without a word.
 * Runner pools need the scaler anyway, see runner-pools.ts.
 */
export const warmTriggerRule: Rule = ({ keda, agentPools }) =>
  eachAgentPool(keda?.trigger === 'azure-pipelines' ? agentPools : [], ({ warm = [], anticipate = false }, path) => {
    const acting = [
      ...(warm.length > 0 ? [{ option: 'warm', value: warm }] : []),
      ...(anticipate ? [{ option: 'anticipate', value: true }] : []),
    ];
    return acting.map(({ option, value }) => ({
      path: below(path, option),
      rule: 'must be left out with keda.trigger "azure-pipelines", which starts agents for jobs in the queue only',
      value,
      remedy: "leave it out, or set keda.trigger to 'metrics-api'",
    }));
  });

/** A day or an hour is another one in each time zone. A default such as UTC would be wrong for most, and look right in winter for some. */
export const warmTimeZoneRule: Rule = (config) =>
  eachWindow(config, (window, path) => {
    const { days, from, to } = window;
    if ('timeZone' in window || days === undefined || from === undefined || to === undefined) return [];
    if (isAlwaysOpen({ days, from, to })) return [];
    return [
      {
        path: below(path, 'timeZone'),
        rule: 'must name the time zone of days, from and to',
        value: undefined,
        remedy: 'write area and place, like Europe/Berlin, or UTC',
      },
    ];
  });

/** Warm agents and runners must fit into what limits those of their entry: otherwise some of them never start. */
export const warmAgentsRule: Rule = (config) =>
  eachWindow(config, ({ agents }, path, entry) => {
    if (agents === undefined) return [];
    return limitsOf(entry, config)
      .filter(({ most }) => agents > most)
      .map(({ rule, remedy }) => ({ path: below(path, 'agents'), rule, value: agents, remedy }));
  });

interface Limit {
  readonly most: number;
  readonly rule: string;
  readonly remedy: string;
}

/** The option of an entry that limits its pods. Each list has one of the two. */
type Maximum = { readonly [Key in 'maxAgents' | 'maxRunners']?: number | undefined };

function limitsOf(entry: PartialEntry, config: PartialConfig): readonly Limit[] {
  const option = (name: string, most: number): Limit => ({
    most,
    rule: `must not be above ${name} (${most})`,
    remedy: `lower it, or raise ${name}`,
  });
  const { maxAgents, maxRunners }: Maximum = entry;
  const parallelJobs = listOf(entry) === 'agentPools' ? config.azureDevOps?.parallelJobs : undefined;
  return [
    ...(maxAgents === undefined ? [] : [option('maxAgents', maxAgents)]),
    ...(maxRunners === undefined ? [] : [option('maxRunners', maxRunners)]),
    ...(typeof parallelJobs === 'number' ? [option('azureDevOps.parallelJobs', parallelJobs)] : []),
    ...nodeLimit(entry, ownCluster(config)),
  ];
}

/** The pods that fit on all nodes of their node pool together. None for nodes of other node pools, and for unknown VM sizes. */
function nodeLimit(entry: PartialEntry, cluster: ReturnType<typeof ownCluster>): readonly Limit[] {
  const { cpu, memory, nodeSelector } = entry;
  if (cpu === undefined || memory === undefined || nodeSelector === undefined || cluster === undefined) return [];
  // An invalid agent node pool is a key with the value undefined.
  if ('agentNodePool' in cluster && cluster.agentNodePool === undefined) return [];
  const where = nodePoolOf(nodeSelector, cluster.agentNodePool !== undefined);
  const { vmSize, maxNodes } = (where && cluster[where]) ?? {};
  const perNode = vmSize === undefined ? undefined : agentsPerNode(vmSize, { cpu, memory });
  if (perNode === undefined || maxNodes === undefined) return [];
  return [
    {
      most: perNode * maxNodes,
      rule: `must fit on the nodes of cluster.${where}: ${perNode * maxNodes} ${podsOf(entry)} of this size do (${perNode} a node, maxNodes is ${maxNodes})`,
      remedy: `lower it, or raise cluster.${where}.maxNodes`,
    },
  ];
}

function eachWindow(
  config: PartialConfig,
  problemsOf: (window: PartialWindow, path: string, entry: PartialEntry) => readonly Problem[],
): readonly Problem[] {
  return eachEntry(config, (entry, path) =>
    (entry.warm ?? []).flatMap((window, at) => (window === undefined ? [] : problemsOf(window, below(path, 'warm', at), entry))),
  );
}
