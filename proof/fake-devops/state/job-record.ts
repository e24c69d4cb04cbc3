import type { JobRequest, Result } from './job-request';

/**
 * One job of a run. The ids of build, pipeline and plan, the branch and the queue time are the same for all jobs of the run.
 * Records are immutable. Times are milliseconds since 1970.
 */
export interface JobRecord {
  /** Id of the run, which Azure DevOps calls a build. */
  readonly buildId: number;
  /** The number that people see, such as `20260928.2`. */
  readonly buildNumber: string;
  readonly project: string;
  readonly definition: { readonly id: number; readonly name: string };
  readonly sourceBranch: string;
  readonly poolId: number;
  readonly planId: string;
  readonly jobId: string;
  readonly jobName: string;
  readonly queueTime: number;
  /** Undefined if the job was refused because no registered agent met its demands. */
  readonly requestId?: number | undefined;
  /** Why the job was refused or lost, as the timeline shows it. */
  readonly issue?: string | undefined;
  /** How long a job without a script runs, in seconds. */
  readonly seconds: number;
  /** Bash script of the job's step. */
  readonly script?: string | undefined;
  /** When the worker started the job, shortly after the pickup. */
  readonly startTime?: number | undefined;
  /** Output of the script. */
  readonly log: string;
}

export type JobStatus = 'notStarted' | 'inProgress' | 'cancelling' | 'completed';

/** Status of one job; `request` is undefined for a refused job. */
export function statusOf(job: JobRecord, request: JobRequest | undefined): JobStatus {
  if (request === undefined || request.result !== undefined) return 'completed';
  if (request.cancelling) return 'cancelling';
  return job.startTime === undefined ? 'notStarted' : 'inProgress';
}

export function resultOf(request: JobRequest | undefined): Result | undefined {
  return request === undefined ? 'failed' : request.result;
}

export const finishTimeOf = (job: JobRecord, request: JobRequest | undefined): number | undefined =>
  request === undefined ? job.queueTime : request.finishTime;
