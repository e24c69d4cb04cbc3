import type { Agent, Job, Listing } from '../../providers/contract/agent-service';
import { isEphemeral } from '../../providers/contract/reap-rule';
import type { DemandTest } from '../lib/agent-service';
import type { Deployment } from '../lib/cluster/objects';
import { type AgentOwner, leftAgents, leftBehindAfter } from '../lib/left-agents';
import type { ScalerDecision } from '../lib/scaler-log';
import type { AgentsState, QueueState } from './snapshot';

/** The queue of one entry: the jobs that state all of its demands, as KEDA counts them. */
export const queueState = (listing: Listing<Job>, demands: readonly string[]): QueueState =>
  queueOf(listing, (stated) => statesAll(stated, demands));

/**
 * The queue of one entry as the scaler counts it: jobs that the entry's agents may run. The scaler gives a job that several
 * entries may run to one of them, so its number of waiting jobs counts.
 */
export function scalerQueueState(
  listing: Listing<Job>,
  mayRun: DemandTest,
  { busy }: AgentsState,
  decision: ScalerDecision | undefined,
): QueueState {
  const fitting = queueOf(listing, mayRun);
  const queued = decision?.waiting ?? fitting.queued;
  return { ...fitting, queued, running: busy, oldestQueuedAt: queued === 0 ? undefined : fitting.oldestQueuedAt };
}

function queueOf({ value, serverTime }: Listing<Job>, isOurs: DemandTest): QueueState {
  const ours = value.filter((job) => !isFinished(job) && isOurs(job.demands ?? []));
  const queued = ours.filter(({ receiveTime }) => receiveTime === undefined);
  const times = queued.flatMap(({ queueTime }) => queueTime ?? []);
  return {
    queued: queued.length,
    running: ours.length - queued.length,
    oldestQueuedAt: times.length === 0 ? undefined : Math.min(...times),
    serverTime,
  };
}

/**
 * The agents of one entry. Their names distinguish them from those of other entries on the same agent pool.
 * @param placeholder its Deployment; undefined if it is not deployed or could not be read
 */
export function agentsState(listing: Listing<Agent>, owner: AgentOwner, placeholder: Deployment | undefined): AgentsState {
  const { scaledJobName, placeholderName } = owner;
  const ours = listing.value.filter(({ name }) => isEphemeral(name, `${scaledJobName}-`));
  const busy = ours.filter(({ assignedRequest }) => assignedRequest);
  const free = ours.filter(({ assignedRequest }) => !assignedRequest);
  const ofPlaceholder = listing.value.find(({ name }) => name.toLowerCase() === placeholderName.toLowerCase());
  return {
    busy: busy.length,
    idle: free.filter(({ status }) => status === 'online').length,
    offline: free.filter(({ status }) => status === 'offline').length,
    leftBehind: leftAgents(listing, owner, leftBehindAfter(placeholder)).map(({ name }) => name),
    placeholder: ofPlaceholder === undefined ? 'absent' : ofPlaceholder.enabled ? 'enabled' : 'disabled',
  };
}

const isFinished = ({ result }: Job): boolean => result !== undefined && result !== null;

/** Demands are compared without regard to case. */
function statesAll(stated: readonly string[], wanted: readonly string[]): boolean {
  const known = new Set(stated.map((demand) => demand.toLowerCase()));
  return wanted.every((demand) => known.has(demand.toLowerCase()));
}
