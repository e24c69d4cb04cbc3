import { AGENT_POD, CLUSTER } from './timings';
import type { AgentPoolConfig } from './types';

type Entry = Pick<AgentPoolConfig, 'jobTimeoutMinutes'>;

/** An entry with every option at its default. */
const DEFAULT_ENTRY: Entry = { jobTimeoutMinutes: AGENT_POD.job.minutes };

/**
 * Minutes that draining a node waits: the longest job of all entries, and the end of its agent.
 * @param agentPools entries of the config's `agentPools`; one with the defaults if not given
 */
export function drainMinutesFor(agentPools: readonly Entry[] = [DEFAULT_ENTRY]): number {
  return Math.max(...agentPools.map(({ jobTimeoutMinutes }) => jobTimeoutMinutes)) + CLUSTER.drainAfterJob.minutes;
}

/** Minutes that deleting the namespace of the agents may take: it waits for the jobs that run. */
export function namespaceDeleteMinutes(agentPools?: readonly Entry[]): number {
  return drainMinutesFor(agentPools) + CLUSTER.namespaceAfterDrain.minutes;
}
