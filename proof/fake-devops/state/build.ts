import type { JobRequest, Result } from './job-request';

/**
 * One job of a run of a pipeline, with what all jobs of the run share: the ids of build, pipeline and plan, the branch, the time
 * of queueing. Records are never changed. Times are milliseconds since 1970.
 */
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

/** What the service says of one job; `request` is undefined for a refused job. */
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

/** A job of a run, with its request if it has one. */
export type JobOfRun = readonly [build: Build, request: JobRequest | undefined];

/** A run as a whole. */
export interface RunState {
  readonly status: BuildStatus;
  readonly result: Result | undefined;
  /** When the first of its jobs started. */
  readonly startTime: number | undefined;
  /** When the last of its jobs ended. */
  readonly finishTime: number | undefined;
}

/** The worst comes first; a run that was cancelled counts as that, whatever its other jobs did. */
const WORST_FIRST: readonly Result[] = ['canceled', 'abandoned', 'failed', 'succeededWithIssues', 'succeeded', 'skipped'];

/** A run's state follows from its jobs. */
export function stateOfRun(jobs: readonly JobOfRun[]): RunState {
  const statuses = jobs.map(([build, request]) => statusOf(build, request));
  const results = jobs.map(([, request]) => resultOf(request));
  const starts = jobs.flatMap(([{ startTime }]) => startTime ?? []);
  const isCompleted = statuses.every((status) => status === 'completed');
  return {
    status: isCompleted ? 'completed' : statuses.includes('cancelling') ? 'cancelling' : starts.length > 0 ? 'inProgress' : 'notStarted',
    result: isCompleted ? WORST_FIRST.find((result) => results.includes(result)) : undefined,
    startTime: starts.length === 0 ? undefined : Math.min(...starts),
    finishTime: isCompleted ? Math.max(...jobs.map(([build, request]) => finishTimeOf(build, request) ?? 0)) : undefined,
  };
}
