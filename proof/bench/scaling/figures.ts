import { quantile } from '../../../operate/lib/quantile';
import type { JobRecord, PodRecord, RunRecord } from './record';

/** The figures of one run that tables and charts show. */
export interface Figures {
  readonly jobs: number;
  readonly pods: number;
  readonly podsPerJob: number;
  /** Seconds from the queueing of a job to its first step, of the jobs that ran; undefined if none did. */
  readonly wait: { readonly p50: number; readonly p95: number; readonly max: number } | undefined;
  /** Seconds from the start of the load until all jobs were over; undefined if some never were. */
  readonly allDone: number | undefined;
  /** Minutes in which agent pods existed and ran no job, from the start of the load to the end of the observation. */
  readonly unusedMinutes: number;
  /** Without those that the variant keeps on purpose. */
  readonly agentsLeft: number;
  /** Calls of whoever reads the queue, which do not depend on jobs. */
  readonly queueCallsPerHour: number;
  /**
   * Calls per hour with 100 jobs: those of the reader of the queue and of the placeholder, and for each job those of registration,
   * removal and the reader of the queue. A plain rate over the run would favour the slowest variant.
   */
  readonly callsPerHour: number;
  /** Number of jobs that neither succeeded nor were cancelled by the load. */
  readonly lost: number;
  /** Median of the CPU seconds from the creation of a pod to the first step of its job; undefined if unknown. */
  readonly startCpuSeconds: number | undefined;
  /** Percent of the time of all cores. */
  readonly busyPercent: number;
  /** Percent of the seconds. */
  readonly saturatedPercent: number;
  /** CPU seconds of KEDA's operator for each minute; undefined if unknown. */
  readonly kedaCpuPerMinute: number | undefined;
}

const JOBS_PER_HOUR = 100;

/** Computes the figures of a run. */
export function figuresOf(run: RunRecord): Figures {
  const { jobs, pods, calls, cpu } = run;
  const waits = jobs.flatMap(({ queued, started }) => (started === undefined ? [] : [started - queued]));
  const starts = jobs.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const perHour = (count: number) => (count / run.observedUntil) * 3600;
  return {
    jobs: jobs.length,
    pods: pods.length,
    podsPerJob: pods.length / jobs.length,
    wait: waits.length === 0 ? undefined : { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), max: Math.max(...waits) },
    allDone: jobs.every(({ finished }) => finished !== undefined) ? run.endedAt : undefined,
    unusedMinutes: (podSeconds(run) - jobSeconds(run)) / 60,
    agentsLeft: Math.max(0, run.agentsLeft - run.kept),
    queueCallsPerHour: perHour(calls.queue),
    callsPerHour: perHour(calls.queue + calls.placeholder) + ((calls.agents + (calls.queuePerJob ?? 0)) / jobs.length) * JOBS_PER_HOUR,
    lost: jobs.filter(({ cancelled, result }) => !cancelled && result !== 'succeeded').length,
    startCpuSeconds: starts.length === 0 ? undefined : quantile(starts, 0.5),
    busyPercent: cpu.busy * 100,
    saturatedPercent: cpu.saturated * 100,
    kedaCpuPerMinute: cpu.kedaSeconds === undefined ? undefined : (cpu.kedaSeconds / run.endedAt) * 60,
  };
}

/** Time of all pods during the observation. A pod costs from the moment that it is scheduled to a node. */
function podSeconds({ pods, observedUntil }: RunRecord): number {
  return total(pods, ({ scheduled, finished = observedUntil }: PodRecord) =>
    scheduled === undefined ? 0 : Math.max(0, finished - Math.max(0, scheduled)),
  );
}

function jobSeconds({ jobs, observedUntil }: RunRecord): number {
  return total(jobs, ({ started, finished = observedUntil }: JobRecord) => (started === undefined ? 0 : finished - started));
}

const total = <T>(items: readonly T[], seconds: (item: T) => number): number => items.reduce((sum, item) => sum + seconds(item), 0);
