import { capabilitiesFor, meets } from '../demands';
import { below } from '../problems/problem';
import { cpuMillis, memoryBytes } from '../quantities/quantity';
import type { PartialAgentPool } from '../types';
import { eachAgentPool } from './each-entry';
import type { Rule } from './rule';

/**
 * KEDA's own scaler counts for each entry on its own. If two entries watch the same agent pool, each job must match only one
 * of them. Otherwise both create an agent for it.
 */
export const sharedAgentPoolRule: Rule = ({ keda, agentPools }) => {
  if (keda?.trigger !== 'azure-pipelines') return [];
  return eachAgentPool(agentPools, (entry, path, index) => {
    const rival = earlier(agentPools, index, (other) => watchesSame(entry, other) && acceptsSameJobs(entry, other));
    if (rival < 0) return [];
    return [
      {
        path: below(path, 'demands'),
        rule: `must distinguish its jobs from those of agentPools[${rival}], which watches the same agent pool "${watched(entry)}"`,
        value: entry.demands,
        remedy: "give each of the two a demand that the agents of the other do not meet, or set keda.trigger to 'metrics-api'",
      },
    ];
  });
};

/**
 * The scaler counts for all entries of an agent pool together, so entries may overlap: for each job, the smallest agents that
 * meet its demands are created (config/entry-order.ts). Entries are ambiguous only if no job can tell their agents apart
 * and nothing else is a reason to have both: the agents offer the same capabilities, and have the same size, disks and nodes.
 * Then only the order of the config would choose, and the later entry would not be used.
 *
 * Not ambiguous:
 * - Agents of another size. The smaller are preferred, and a user who wants the larger demands what only they offer.
 * - Equal agents with other disks or on other nodes. These are a reason to have both, and the order of the config chooses.
 * - One entry that offers more than the other: a job can demand what only the one has.
 *
 * Other options make no difference, such as maxAgents, idleMinutes or jobTimeoutMinutes: no job can ask for them.
 */
export const ambiguousEntriesRule: Rule = ({ keda, agentPools }) => {
  if (keda?.trigger !== 'metrics-api') return [];
  return eachAgentPool(agentPools, (entry, path, index) => {
    const rival = earlier(agentPools, index, (other) => watchesSame(entry, other) && makesSameAgents(entry, other));
    if (rival < 0) return [];
    return [
      {
        path: below(path, 'demands'),
        rule: `must distinguish its agents from those of agentPools[${rival}], which serves the same agent pool "${watched(entry)}" with the same capabilities, cpu, memory, disks and nodes`,
        value: entry.demands,
        remedy: 'remove one of the two and raise maxAgents of the other, or give one a demand of its own',
      },
    ];
  });
};

/** The index of the first entry before `index` that is like this; -1 if there is none. */
function earlier(
  entries: readonly (PartialAgentPool | undefined)[] | undefined,
  index: number,
  isRival: (entry: PartialAgentPool) => boolean,
): number {
  return (entries ?? []).findIndex((other, i) => i < index && other !== undefined && isRival(other));
}

function acceptsSameJobs(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [offer(one), offer(other)];
  return a !== undefined && b !== undefined && (meets(a.offered, b.demands) || meets(b.offered, a.demands));
}

function makesSameAgents(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [agentsOf(one), agentsOf(other)];
  return a !== undefined && a === b;
}

/** What distinguishes the agents of an entry, as a text that is equal for equal agents; undefined if an option is invalid. */
function agentsOf(entry: PartialAgentPool): string | undefined {
  const { cpu, memory, workDisk, scratchDisk, nodeSelector, tolerations } = entry;
  const offered = offer(entry)?.offered;
  const amounts = [memory, workDisk, scratchDisk].filter((amount) => amount !== undefined);
  if (offered === undefined || cpu === undefined || amounts.length < 3 || nodeSelector === undefined || tolerations === undefined)
    return undefined;
  const capabilities = new Map(Object.entries(offered).map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]));
  const tolerated = tolerations.map((toleration) => [toleration?.key, toleration?.operator, toleration?.value, toleration?.effect]);
  return JSON.stringify([
    inOneOrder([...capabilities]),
    cpuMillis(cpu),
    amounts.map(memoryBytes),
    inOneOrder(Object.entries(nodeSelector)),
    inOneOrder(tolerated),
  ]);
}

/** Items as texts, in an order that does not depend on that in the config. */
const inOneOrder = (items: readonly unknown[]): readonly string[] => items.map((item) => JSON.stringify(item)).toSorted();

/** The demands of an entry's jobs, and the capabilities of its agents. Environment variables are capabilities too. */
function offer({ demands, capabilities, env }: PartialAgentPool) {
  if (demands === undefined || capabilities === undefined || env === undefined) return undefined;
  return { demands, offered: capabilitiesFor(demands, { ...env, ...capabilities }) };
}

/** The agent pool of an entry; undefined if the option is invalid. */
const watched = (entry: PartialAgentPool) => ('pool' in entry ? entry.pool : entry.name);

/** Names of agent pools are compared without regard to case, as the REST API does. */
function watchesSame(one: PartialAgentPool, other: PartialAgentPool): boolean {
  const [a, b] = [watched(one), watched(other)];
  return a !== undefined && b !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}
