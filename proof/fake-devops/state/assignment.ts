import { type Agent, capabilitiesOf, isIdle } from './agent';
import { meetsDemands } from './demands';
import { type JobRequest, phaseOf } from './job-request';

/** What decides about assignments in addition to the demands. */
export interface AssignmentRules {
  readonly now: number;
  /** Milliseconds that a job and an idle agent each wait before an assignment. */
  readonly pickupDelayMs: number;
}

export interface Pair {
  readonly agent: Agent;
  readonly request: JobRequest;
}

/** The next assignment in an agent pool: the request with the highest priority, then the oldest one; the agent registered first. */
export function nextPair(requests: Iterable<JobRequest>, agents: Iterable<Agent>, rules: AssignmentRules): Pair | undefined {
  const hasWaited = (since: number) => rules.now - since >= rules.pickupDelayMs;
  const idle = [...agents].filter((agent) => isIdle(agent) && hasWaited(agent.idleSince));
  if (idle.length === 0) return undefined;
  const queued = [...requests]
    .filter((request) => phaseOf(request) === 'queued' && hasWaited(request.queueTime))
    .sort((a, b) => b.priority - a.priority || a.requestId - b.requestId);
  for (const request of queued) {
    const agent = idle.find((candidate) => meetsDemands(request.demands, capabilitiesOf(candidate)));
    if (agent !== undefined) return { agent, request };
  }
  return undefined;
}
