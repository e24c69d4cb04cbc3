import { AGENT_POD, CLUSTER } from './timings';
import type { EntryConfig } from './types';

type Entry = Pick<EntryConfig, 'jobTimeoutMinutes'>;

/** An entry with the default of every option. */
const DEFAULT_ENTRY: Entry = { jobTimeoutMinutes: AGENT_POD.job.minutes };

/**
 * Minutes that draining a node waits for its pods: the longest job of all entries, and the end of its agent.
 * @param entries all entries of the config; by default, one with the default options
 */
export function drainMinutesFor(entries: readonly Entry[] = [DEFAULT_ENTRY]): number {
  return Math.max(...entries.map(({ jobTimeoutMinutes }) => jobTimeoutMinutes)) + CLUSTER.drainAfterJob.minutes;
}

/** AKS accepts a drain timeout of at most one day. */
const LONGEST_DRAIN = 1440;

/** The drain timeout of a node pool, in minutes, as AKS accepts it. */
export const drainTimeout = (drainMinutes: number): number => Math.min(drainMinutes, LONGEST_DRAIN);

/**
 * Minutes that draining a node for agents may take at most. Spot node pools have no upgrade settings here, so Azure's default
 * may apply to them.
 */
export const agentNodeDrainMinutes = (isSpot: boolean, drainMinutes: number): number =>
  isSpot ? Math.max(drainMinutes, CLUSTER.defaultDrain.minutes) : drainMinutes;

/**
 * Minutes that changing the nodes of a cluster or of a node pool may take. AKS drains a third of the nodes at a time, but one
 * by one if the quota has no room for more (learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling).
 * @param nodes the most nodes
 */
export function nodeUpdateMinutes(nodes: number, drainMinutes: number): number {
  return CLUSTER.update.minutes + nodes * (drainTimeout(drainMinutes) + CLUSTER.nodeAfterDrain.minutes);
}

/** Minutes that deleting the namespace of the agents may take. Kubernetes waits for the jobs that run in it. */
export function namespaceDeleteMinutes(entries?: readonly Entry[]): number {
  return drainMinutesFor(entries) + CLUSTER.namespaceAfterDrain.minutes;
}
