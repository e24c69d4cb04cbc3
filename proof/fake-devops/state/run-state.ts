import { finishTimeOf, type JobRecord, type JobStatus, resultOf, statusOf } from './job-record';
import type { JobRequest, Result } from './job-request';

/** A job of a run, with its request if it has one. */
export interface JobOfRun {
  readonly job: JobRecord;
  readonly request: JobRequest | undefined;
}

/** State of a whole run. */
export interface RunState {
  readonly status: JobStatus;
  readonly result: Result | undefined;
  /** When the first of its jobs started. */
  readonly startTime: number | undefined;
  /** When the last of its jobs ended. */
  readonly finishTime: number | undefined;
}

/** A run with one cancelled job counts as cancelled, whatever the results of its other jobs are. */
const WORST_FIRST: readonly Result[] = ['canceled', 'abandoned', 'failed', 'succeededWithIssues', 'succeeded', 'skipped'];

/** Derives the state of a run from its jobs. */
export function runStateOf(jobs: readonly JobOfRun[]): RunState {
  const statuses = jobs.map(({ job, request }) => statusOf(job, request));
  const results = jobs.map(({ request }) => resultOf(request));
  const starts = jobs.flatMap(({ job }) => job.startTime ?? []);
  const isCompleted = statuses.every((status) => status === 'completed');
  return {
    status: isCompleted ? 'completed' : statuses.includes('cancelling') ? 'cancelling' : starts.length > 0 ? 'inProgress' : 'notStarted',
    result: isCompleted ? WORST_FIRST.find((result) => results.includes(result)) : undefined,
    startTime: starts.length === 0 ? undefined : Math.min(...starts),
    finishTime: isCompleted ? Math.max(...jobs.map(({ job, request }) => finishTimeOf(job, request) ?? 0)) : undefined,
  };
}
