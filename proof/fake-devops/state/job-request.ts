/** How long a reserved agent has to pick a job up. Unconfirmed for the hosted service. */
export const PICKUP_LOCK_MS = 5 * 60_000;
/** How long a running job's lock holds; agents renew it every 60 s (microsoft/azure-pipelines-agent#4169). */
export const RUN_LOCK_MS = 10 * 60_000;

/** How a request ends. */
export type Result = 'succeeded' | 'succeededWithIssues' | 'failed' | 'canceled' | 'skipped' | 'abandoned';

/** An agent as a request shows it: as it was when the request was matched with it or assigned to it. */
export interface AgentReference {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly osDescription: string;
  readonly enabled: boolean;
  readonly status: string;
  readonly provisioningState: string;
}

/** One job that waits for, or had, an agent. Records are never changed. Times are milliseconds since 1970. */
export interface JobRequest {
  readonly requestId: number;
  readonly poolId: number;
  readonly buildId: number;
  readonly planId: string;
  readonly jobId: string;
  readonly priority: number;
  readonly demands: readonly string[];
  /** Registered agents that meet the demands, disabled and offline ones included. */
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

export type Phase = 'queued' | 'assigned' | 'running' | 'completed';

export function phaseOf(request: JobRequest): Phase {
  if (request.result !== undefined) return 'completed';
  if (request.receiveTime !== undefined) return 'running';
  return request.assignTime === undefined ? 'queued' : 'assigned';
}

/** Whether an agent has it: such a request takes up one parallel job. */
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

/** What the agent reports of a job whose build was cancelled does not matter: it counts as cancelled. */
export const finished = (request: JobRequest, result: Result, now: number): JobRequest => ({
  ...request,
  result: request.cancelling && result !== 'abandoned' ? 'canceled' : result,
  finishTime: now,
});

export const cancelling = (request: JobRequest): JobRequest => ({ ...request, cancelling: true });

/** Back into the queue, as if it had never been assigned. */
export const requeued = (request: JobRequest): JobRequest => ({
  ...request,
  reservedAgent: undefined,
  assignTime: undefined,
  lockedUntil: undefined,
});
