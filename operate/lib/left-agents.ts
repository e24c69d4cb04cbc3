import { PLACEHOLDER } from '../../config/timings';
import { type Duration, milliseconds, minutes, seconds } from '../../lib/duration';
import type { Agent, Listing } from '../../providers/contract/agent-service';
import { isLeftBehind } from '../../providers/contract/reap-rule';
import type { Deployment } from './cluster/objects';

/** Whose agents to look at. */
export interface AgentOwner {
  readonly scaledJobName: string;
  readonly placeholderName: string;
  /** Names of the pods that exist. */
  readonly livePods: ReadonlySet<string>;
}

/**
 * How long an agent without a pod may be offline before something is wrong. The deployed placeholder reaps it in its first
 * round after AZP_REAP_MINUTES.
 * @param placeholder undefined if it is not deployed or could not be read
 */
export function leftBehindAfter(placeholder: Deployment | undefined): Duration {
  const variables = placeholder?.spec.template.spec.containers.flatMap(({ env }) => env) ?? [];
  const set = (name: string): number => Number(variables.find((variable) => variable.name === name)?.value);
  const reapAfter = minutes(set('AZP_REAP_MINUTES') || PLACEHOLDER.reapAfter.minutes);
  const round = seconds(set('AZP_KEEP_SECONDS') || PLACEHOLDER.round.seconds);
  return milliseconds(reapAfter.milliseconds + round.milliseconds);
}

/** The agents of one ScaledJob that have no pod and have been offline for longer than `after`. Empty if the service did not state its time. */
export function leftAgents(listing: Listing<Agent>, owner: AgentOwner, after: Duration): readonly Agent[] {
  const { value: agents, serverTime } = listing;
  const { scaledJobName, placeholderName, livePods } = owner;
  if (serverTime === undefined) return [];
  const rule = { prefix: `${scaledJobName}-`, placeholder: placeholderName, offlineMs: after.milliseconds };
  return agents.filter((agent) => isLeftBehind(agent, rule, serverTime) && !livePods.has(agent.name));
}
