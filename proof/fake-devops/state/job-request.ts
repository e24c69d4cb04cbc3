/** How long a reserved agent has to pick up the job. Unconfirmed for the hosted service. */
const PICKUP_LOCK_MS = 5 * 60_000;
/** How long the lock of a running job holds. Agents renew it every 60 s (microsoft/azure-pipelines-agent#4169). */
export const RUN_LOCK_MS = 10 * 60_000;

/** How a request ends. */
export type Result = 'succeeded' | 'succeededWithIssues' | 'failed' | 'canceled' | 'skipped' | 'abandoned';

/** A snapshot of an agent, taken when the request was matched with it or assigned to it. */
export interface AgentReference {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly osDescription: string;
  readonly enabled: boolean;
  readonly status: string;
  readonly provisioningState: string;
}

/** The request for an agent for one job. Records are immutable. Times are milliseconds since 1970. */
export interface JobRequest {
  readonly requestId: number;
  readonly poolId: number;
  readonly buildId: number;
  readonly planId: string;
  readonly jobId: string;
  readonly priority: number;
  readonly demands: readonly string[];
  /** Registered agents that meet the demands, including disabled and offline ones. */
  readonly matchedAgents: readonly AgentReference[];
  readonly queueTime: number;
  readonly assignTime?: number | undefined;
  readonly receiveTime?: number | undefined;
  readonly lockedUntil?: number | undefined;
  readonly finishTime?: number | undefined;
  readonly result?: Result | undefined;
  readonly reservedAgent?: AgentReference | undefined;
  /** The run was cancelled while the job ran, and the agent was notified. */
  readonly cancelling: boolean;
}

/** Demands of the YAML: without the last one, the minimum agent version, which the service adds. */
export const ownDemandsOf = ({ demands }: JobRequest): readonly string[] => demands.slice(0, -1);

export type Phase = 'queued' | 'assigned' | 'running' | 'completed';

export function phaseOf(request: JobRequest): Phase {
  if (request.result !== undefined) return 'completed';
  if (request.receiveTime !== undefined) return 'running';
  return request.assignTime === undefined ? 'queued' : 'assigned';
}

/** Whether an agent has the request, which then counts as a parallel job. */
export const isWithAgent = (request: JobRequest): boolean => ['assigned', 'running'].includes(phaseOf(request));

export const assigned = (request: JobRequest, reservedAgent: AgentReference, now: number): JobRequest => ({
  ...request,
  reservedAgent,
  assignTime: now,
  lockedUntil: now + PICKUP_LOCK_MS,
});

/** The first renewal is the pickup. */
export const renewed = (request: JobRequest, now: number): JobRequest => ({
  ...request,
  receiveTime: request.receiveTime ?? now,
  lockedUntil: now + RUN_LOCK_MS,
});

/** A job of a cancelled run counts as cancelled, whatever result its agent reports. */
export const finished = (request: JobRequest, result: Result, now: number): JobRequest => ({
  ...request,
  result: request.cancelling && result !== 'abandoned' ? 'canceled' : result,
  finishTime: now,
});

export const cancelling = (request: JobRequest): JobRequest => ({ ...request, cancelling: true });

/** Puts the request back into the queue, as if it had never been assigned. */
export const requeued = (request: JobRequest): JobRequest => ({
  ...request,
  reservedAgent: undefined,
  assignTime: undefined,
  lockedUntil: undefined,
});
