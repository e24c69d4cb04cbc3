import type { Agent } from '../contract/agent-service';

export interface ReapRule {
  /** Name of the ScaledJob and a hyphen. */
  readonly prefix: string;
  /** Name of the placeholder, which is never deleted. */
  readonly placeholder: string;
  /** An agent that is offline goes when it has been so for longer. */
  readonly offlineMs: number;
}

/** What Kubernetes makes random names of (k8s.io/apimachinery, pkg/util/rand): no vowels, and no digit that looks like a letter. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]{5}';
/** What follows the prefix: KEDA names the Job `<prefix><random>` (scale_jobs.go), and that names its pod `<job>-<random>`. */
const SUFFIX = new RegExp(`^${RANDOM}-${RANDOM}$`);

/** Whether an agent bears the name of a pod of this ScaledJob, and not one of a ScaledJob whose name only begins the same. */
export function isEphemeral(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && SUFFIX.test(name.slice(prefix.length));
}

/** Whether an agent is one that the reaper has to do with, as far as its name tells. */
export function isOwnAgent({ name }: Agent, { prefix, placeholder }: ReapRule): boolean {
  return isEphemeral(name, prefix) && name.toLowerCase() !== placeholder.toLowerCase();
}

/**
 * Whether an agent has been left behind for so long that it should be gone, as far as Azure DevOps can tell; whether its pod
 * lives is for Kubernetes to say. Both times are the server's, so the clock of this machine does not count.
 */
export function isLeftBehind(agent: Agent, rule: ReapRule, serverTime: number): boolean {
  return isOwnAgent(agent, rule) && !agent.assignedRequest && isLongOffline(agent, rule, serverTime);
}

/**
 * Whether an agent without a pod may be deleted now: it is disabled and free, and online or long offline. `serverTime` is
 * undefined when the server did not say.
 */
export function mayBeDeleted(agent: Agent, rule: ReapRule, serverTime: number | undefined): boolean {
  if (agent.enabled || agent.assignedRequest) return false;
  return agent.status === 'online' || isLongOffline(agent, rule, serverTime);
}

function isLongOffline({ status, statusChangedOn }: Agent, { offlineMs }: ReapRule, serverTime: number | undefined): boolean {
  return status === 'offline' && statusChangedOn !== undefined && serverTime !== undefined && serverTime - statusChangedOn > offlineMs;
}
