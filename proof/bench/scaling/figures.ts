import { quantile } from '../../../operate/lib/quantile';
import type { JobRecord, PodRecord, RunRecord } from './record';

/** The figures of one run that tables and charts show. */
export interface Figures {
  readonly jobs: number;
  readonly podsPerJob: number;
  /** Seconds from the queueing of a job to its first step, of the jobs that ran; undefined if none did. */
  readonly wait: { readonly p50: number; readonly p95: number; readonly max: number } | undefined;
  /** Seconds from the start of the load until all jobs were over; undefined if some never were. */
  readonly allDone: number | undefined;
  /** Minutes in which agent pods existed and ran no job, until the end of the observation. */
  readonly unusedMinutes: number;
  readonly agentsLeft: number;
  /** KEDA's polls, which do not depend on jobs. */
  readonly kedaCallsPerHour: number;
  /**
   * Calls per hour with 100 jobs: KEDA's calls, and for each job those of registration, removal and placeholder. A plain rate over
   * the run would favour the slowest variant.
   */
  readonly callsPerHour: number;
  /** Number of jobs that neither succeeded nor were cancelled by the load. */
  readonly lost: number;
}

const JOBS_PER_HOUR = 100;

/** Computes the figures of a run. */
export function figuresOf(run: RunRecord): Figures {
  const waits = run.jobs.flatMap(({ queued, started }) => (started === undefined ? [] : [started - queued]));
  const kedaCallsPerHour = (run.calls.keda / run.observedUntil) * 3600;
  return {
    jobs: run.jobs.length,
    podsPerJob: run.pods.length / run.jobs.length,
    wait: waits.length === 0 ? undefined : { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), max: Math.max(...waits) },
    allDone: run.jobs.every(({ finished }) => finished !== undefined) ? run.endedAt : undefined,
    unusedMinutes: (podSeconds(run) - jobSeconds(run)) / 60,
    agentsLeft: run.agentsLeft,
    kedaCallsPerHour,
    callsPerHour: kedaCallsPerHour + (run.calls.others / run.jobs.length) * JOBS_PER_HOUR,
    lost: run.jobs.filter(({ cancelled, result }) => !cancelled && result !== 'succeeded').length,
  };
}

/** Time of all pods. A pod costs from the moment that it is scheduled to a node. */
function podSeconds({ pods, observedUntil }: RunRecord): number {
  return total(pods, ({ scheduled, finished = observedUntil }: PodRecord) => (scheduled === undefined ? 0 : finished - scheduled));
}

function jobSeconds({ jobs, observedUntil }: RunRecord): number {
  return total(jobs, ({ started, finished = observedUntil }: JobRecord) => (started === undefined ? 0 : finished - started));
}

const total = <T>(items: readonly T[], seconds: (item: T) => number): number => items.reduce((sum, item) => sum + seconds(item), 0);
