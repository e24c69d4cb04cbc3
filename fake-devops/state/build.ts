import type { JobRequest, Result } from './job-request';

/** A run of a pipeline with its single job. Records are never changed. Times are milliseconds since 1970. */
export interface Build {
  readonly id: number;
  /** As people see it: `20260928.2`. */
  readonly number: string;
  readonly project: string;
  readonly definition: { readonly id: number; readonly name: string };
  readonly sourceBranch: string;
  readonly poolId: number;
  readonly planId: string;
  readonly jobId: string;
  readonly jobName: string;
  readonly queueTime: number;
  /** Undefined when the job was refused: no registered agent met its demands. */
  readonly requestId?: number | undefined;
  /** Why the job was refused or lost, as the timeline shows it. */
  readonly issue?: string | undefined;
  /** How long the job runs, in seconds, when it has no script. */
  readonly seconds: number;
  /** What the job's step runs, for bash. */
  readonly script?: string | undefined;
  /** When the worker started the job: a little after the pickup. */
  readonly startTime?: number | undefined;
  /** What the script has written. */
  readonly log: string;
}

export type BuildStatus = 'notStarted' | 'inProgress' | 'cancelling' | 'completed';

/** A build's status follows from its job; `request` is undefined for a refused job. */
export function statusOf(build: Build, request: JobRequest | undefined): BuildStatus {
  if (request === undefined || request.result !== undefined) return 'completed';
  if (request.cancelling) return 'cancelling';
  return build.startTime === undefined ? 'notStarted' : 'inProgress';
}

export function resultOf(request: JobRequest | undefined): Result | undefined {
  return request === undefined ? 'failed' : request.result;
}

export const finishTimeOf = (build: Build, request: JobRequest | undefined): number | undefined =>
  request === undefined ? build.queueTime : request.finishTime;
