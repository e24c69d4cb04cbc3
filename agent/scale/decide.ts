import type { WaitingJob } from '../../providers/contract/queue';
import type { AgentFacts, EntryFacts, Situation } from './facts';
import { matchJobs } from './match-jobs';
import { type Decision, Plan, Room } from './plan';

/**
 * Decides how many Jobs each entry needs: exactly one for each waiting job that no agent on its way can take, and the warm
 * agents, but never more than the entry and the parallel jobs allow. docs/scaler.md specifies it.
 */
export function decide(situation: Situation): readonly Decision[] {
  const plans = new Map(situation.entries.map((entry) => [entry.name, new Plan(entry, agentsOf(situation, entry))]));
  const room = new Room(situation);
  const waiting = situation.jobs.filter((job) => !takeAssigned(job, situation.agents, plans));
  for (const job of matchJobs(waiting, plans)) planJob(job, plans, room);
  for (const plan of plans.values()) plan.addWarm(room);
  return [...plans.values()].map((plan) => plan.decision());
}

const agentsOf = ({ agents }: Situation, { name }: EntryFacts) => agents.filter(({ entry }) => entry === name);

/**
 * Whether a job needs nothing, because it is assigned to an agent of this deployment that has not ended. Its agent is then not
 * free for another job.
 */
function takeAssigned({ assignedTo }: WaitingJob, agents: readonly AgentFacts[], plans: ReadonlyMap<string, Plan>): boolean {
  const agent = assignedTo === undefined ? undefined : agents.find(({ name }) => name === assignedTo);
  if (agent === undefined) return false;
  if (agent.onItsWay) plans.get(agent.entry)?.match();
  return agent.onItsWay || agent.unfinished;
}

/** Plans a Job for a waiting job, in the first entry with room, or notes why it is held back. */
function planJob(job: WaitingJob, plans: ReadonlyMap<string, Plan>, room: Room): void {
  const candidates = job.fits.flatMap((name) => plans.get(name) ?? []);
  const chosen = candidates.find(({ obstacle }) => obstacle === undefined);
  if (chosen === undefined) {
    const [first] = candidates;
    first?.hold(first.obstacle ?? 'maximum');
  } else if (room.take(job)) chosen.addForJob();
  else chosen.hold('parallel-jobs');
}
