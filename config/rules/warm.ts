import { nodePoolOf } from '../node-placement';
import { below, type Problem } from '../problems/problem';
import { agentsPerNode } from '../quantities/agents-per-node';
import type { PartialAgentPool, PartialConfig } from '../types';
import { isAlwaysOpen } from '../warm/warm-agents';
import { eachEntry } from './each-entry';
import type { Rule } from './rule';

type PartialWindow = NonNullable<NonNullable<PartialAgentPool['warm']>[number]>;

/** Only the scaler of this project starts agents that no job has asked for. KEDA's own would ignore these options without a word. */
export const warmTriggerRule: Rule = ({ keda, agentPools }) =>
  eachEntry(keda?.trigger === 'azure-pipelines' ? agentPools : [], ({ warm = [], anticipate = false }, path) => {
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

/** Warm agents must fit into what limits the agents of their entry: otherwise some of them never start. */
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

function limitsOf(entry: PartialAgentPool, { azureDevOps, cluster }: PartialConfig): readonly Limit[] {
  const option = (name: string, most: number): Limit => ({
    most,
    rule: `must not be above ${name} (${most})`,
    remedy: `lower it, or raise ${name}`,
  });
  return [
    ...(entry.maxAgents === undefined ? [] : [option('maxAgents', entry.maxAgents)]),
    ...(typeof azureDevOps?.parallelJobs === 'number' ? [option('azureDevOps.parallelJobs', azureDevOps.parallelJobs)] : []),
    ...nodeLimit(entry, cluster),
  ];
}

/** The agents that fit on all nodes of their node pool together. None for nodes of other node pools, and for unknown VM sizes. */
function nodeLimit({ cpu, memory, nodeSelector }: PartialAgentPool, cluster: PartialConfig['cluster']): readonly Limit[] {
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
      rule: `must fit on the nodes of cluster.${where}: ${perNode * maxNodes} agents of this size do (${perNode} a node, maxNodes is ${maxNodes})`,
      remedy: `lower it, or raise cluster.${where}.maxNodes`,
    },
  ];
}

function eachWindow(
  { agentPools }: PartialConfig,
  problemsOf: (window: PartialWindow, path: string, entry: PartialAgentPool) => readonly Problem[],
): readonly Problem[] {
  return eachEntry(agentPools, (entry, path) =>
    (entry.warm ?? []).flatMap((window, at) => (window === undefined ? [] : problemsOf(window, below(path, 'warm', at), entry))),
  );
}
