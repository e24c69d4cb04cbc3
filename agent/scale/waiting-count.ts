import { SCALE_SET } from '../../config/timings';
import type { AssignedCount } from '../../providers/contract/assigned-jobs';

/** An agent, as far as it may have one of the jobs that the service counts. */
export interface JobHolder {
  /** The agent has or had a job. */
  readonly received: boolean;
  /** The service has said that its job has ended. */
  readonly done: boolean;
  /** The agent's container has started, so it may have had a job that is not known yet. */
  readonly started: boolean;
  /** When the agent was seen to have ended; undefined if it has not. */
  readonly overAt: number | undefined;
}

/**
 * How many of the jobs that the service counts have no agent yet. The count includes running jobs, so those that agents hold are
 * subtracted: one for each agent that has a job, and for each that has ended and whose job may still be in the count. An agent
 * that has not received a job is not subtracted here. `decide` lets it cover a waiting job. So the sum is the same whenever it
 * becomes known that an agent has its job.
 *
 * @param count arrived at `countedAt`, by the clock of `now`
 */
export function waitingCount({ assigned, running }: AssignedCount, countedAt: number, agents: readonly JobHolder[], now: number): number {
  const open = agents.filter(({ done }) => !done);
  const alive = open.filter(({ overAt }) => overAt === undefined);
  const active = alive.filter(({ received }) => received).length;
  const ended = open.filter(({ overAt }) => overAt !== undefined);
  const late = ended.filter((agent) => mayBeCounted(agent, countedAt, now));
  // The others that ended with a job: the service did not say that their jobs ended. If it counts more running jobs than agents
  // have, then these are lost with their agents, and a new agent would get none of them.
  const withoutEnd = ended.filter((agent) => agent.received && !late.includes(agent)).length;
  const lost = Math.min(withoutEnd, Math.max(0, running - active - late.filter(({ received }) => received).length));
  // Nor would it get a running job that no known agent can have: it was lost before this program started, or is somebody else's.
  const idle = alive.filter(({ received, started }) => started && !received).length;
  const unknown = Math.max(0, running - active - late.length - lost - idle);
  return Math.max(0, assigned - active - late.length - lost - unknown);
}

/** Whether the count may be older than the end of the agent, and the event that its job began may be on its way. */
function mayBeCounted({ received, started, overAt = Number.NEGATIVE_INFINITY }: JobHolder, countedAt: number, now: number): boolean {
  return (received || started) && overAt > countedAt && now - overAt <= SCALE_SET.lateEvent.milliseconds;
}
