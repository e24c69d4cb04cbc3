import { AGENT_POD, CLUSTER } from './timings';
import type { AgentPoolConfig } from './types';

type Entry = Pick<AgentPoolConfig, 'jobTimeoutMinutes'>;

/** An entry with the default of every option. */
const DEFAULT_ENTRY: Entry = { jobTimeoutMinutes: AGENT_POD.job.minutes };

/**
 * Minutes that draining a node waits for its pods: the longest job of all entries, and the end of its agent.
 * @param agentPools the entries of `agentPools` in the config; by default, one with the default options
 */
export function drainMinutesFor(agentPools: readonly Entry[] = [DEFAULT_ENTRY]): number {
  return Math.max(...agentPools.map(({ jobTimeoutMinutes }) => jobTimeoutMinutes)) + CLUSTER.drainAfterJob.minutes;
}

/** Minutes that deleting the namespace of the agents may take. Kubernetes waits for the jobs that run in it. */
export function namespaceDeleteMinutes(agentPools?: readonly Entry[]): number {
  return drainMinutesFor(agentPools) + CLUSTER.namespaceAfterDrain.minutes;
}
