import { type Agent, capabilitiesOf, isIdle } from './agent';
import { meetsDemands } from './demands';
import { type JobRequest, phaseOf } from './job-request';

/** What decides about assignments besides the demands. */
export interface AssignmentRules {
  readonly now: number;
  /** How long a job and an idle agent are left waiting for each other, in milliseconds. */
  readonly pickupDelayMs: number;
}

export interface Pair {
  readonly agent: Agent;
  readonly request: JobRequest;
}

/** The next assignment in an agent pool: the higher priority first, then the older request; the agent that was registered first. */
export function nextPair(requests: Iterable<JobRequest>, agents: Iterable<Agent>, rules: AssignmentRules): Pair | undefined {
  const waited = (since: number) => rules.now - since >= rules.pickupDelayMs;
  const idle = [...agents].filter((agent) => isIdle(agent) && waited(agent.idleSince));
  if (idle.length === 0) return undefined;
  const queued = [...requests]
    .filter((request) => phaseOf(request) === 'queued' && waited(request.queueTime))
    .sort((a, b) => b.priority - a.priority || a.requestId - b.requestId);
  for (const request of queued) {
    const agent = idle.find((candidate) => meetsDemands(request.demands, capabilitiesOf(candidate)));
    if (agent !== undefined) return { agent, request };
  }
  return undefined;
}
