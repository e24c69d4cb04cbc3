import type { Agent } from '../../azure-devops/types';

export interface ReapRule {
  /** Name of the ScaledJob and a hyphen. */
  readonly prefix: string;
  /** Name of the placeholder, which is never deleted. */
  readonly placeholder: string;
  /** An agent goes when it has been offline for longer. It covers agents that have just been registered. */
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

/**
 * Whether an agent has been left behind, as far as Azure DevOps can tell; whether its pod lives is for Kubernetes to say.
 * Both times are the server's, so the clock of this machine does not count.
 */
export function isLeftBehind(agent: Agent, { prefix, placeholder, offlineMs }: ReapRule, serverTime: number): boolean {
  const { name, status, assignedRequest, statusChangedOn } = agent;
  if (!isEphemeral(name, prefix) || name.toLowerCase() === placeholder.toLowerCase()) return false;
  if (status !== 'offline' || assignedRequest || statusChangedOn === undefined) return false;
  return serverTime - statusChangedOn > offlineMs;
}
