import type { Agent } from './agent-service';

/** Which agents of an agent pool the placeholder may delete, and after how long. */
export interface ReapRule {
  /** Name of the ScaledJob and a hyphen. */
  readonly prefix: string;
  /** Name of the placeholder, which is never deleted. */
  readonly placeholder: string;
  /** An agent is deleted only after it has been offline for longer than this. */
  readonly offlineMs: number;
}

/** The characters of random names in Kubernetes (k8s.io/apimachinery, pkg/util/rand): no vowels, and no digit that looks like a letter. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]{5}';
/** What follows the prefix: KEDA names the Job `<prefix><random>` (scale_jobs.go), and Kubernetes names its pod `<job>-<random>`. */
const SUFFIX = new RegExp(`^${RANDOM}-${RANDOM}$`);

/** Whether the agent is named like a pod of this ScaledJob, not of another that merely shares its prefix. */
export function isEphemeral(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && SUFFIX.test(name.slice(prefix.length));
}

/** Whether the name of an agent is that of a pod of this ScaledJob, and not that of the placeholder. */
export function isOwnAgent({ name }: Agent, { prefix, placeholder }: ReapRule): boolean {
  return isEphemeral(name, prefix) && name.toLowerCase() !== placeholder.toLowerCase();
}

/**
 * Whether an agent looks left behind: it has no job, and has been offline for longer than the rule allows. Only Kubernetes
 * knows whether its pod still exists. Both times come from the service, so the clock of this machine does not matter.
 */
export function isLeftBehind(agent: Agent, rule: ReapRule, serverTime: number): boolean {
  return isOwnAgent(agent, rule) && !agent.assignedRequest && isLongOffline(agent, rule, serverTime);
}

/**
 * Whether an agent without a pod may be deleted now: it is disabled, has no job, and is online or has been offline for long.
 * `serverTime` is undefined if the service did not say.
 */
export function mayBeDeleted(agent: Agent, rule: ReapRule, serverTime: number | undefined): boolean {
  if (agent.enabled || agent.assignedRequest) return false;
  return agent.status === 'online' || isLongOffline(agent, rule, serverTime);
}

function isLongOffline({ status, statusChangedOn }: Agent, { offlineMs }: ReapRule, serverTime: number | undefined): boolean {
  return status === 'offline' && statusChangedOn !== undefined && serverTime !== undefined && serverTime - statusChangedOn > offlineMs;
}
