import type { JobComponent } from '../../config/labels';
import { quantile } from '../lib/quantile';
import type { LoadJob } from './job';
import { WORDS } from './words';

/** How values are spread, in seconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The agents that were left behind. */
export interface Leftovers {
  /** When they were counted, from the end of the last job. */
  readonly afterSeconds: number;
  /** Their names. */
  readonly agents: readonly string[];
}

/** What the load test found; the content of the JSON file. */
export interface Report {
  readonly run: { readonly id: number; readonly url: string; readonly result: string | undefined };
  /** The agent pool, or the scale set. */
  readonly agentPool: string;
  /** What has run the jobs. @default 'agent' */
  readonly kind?: JobComponent;
  /** The time from which the wait of a job is measured: its request, or the creation of the run if requests can't be read; on GitHub the creation of the job. */
  readonly waitsFrom: 'jobrequest.queueTime' | 'run.createdDate' | 'job.created_at';
  readonly asked: { readonly jobs: number; readonly seconds: number };
  readonly queueToStart: Spread | undefined;
  readonly total: Spread | undefined;
  /** From the queueing of the first job to the end of the last job, in seconds. */
  readonly allDoneSeconds: number | undefined;
  readonly agentsStarted: number;
  /** Undefined if the agent pool can't be read. */
  readonly leftovers: Leftovers | undefined;
  readonly jobs: readonly LoadJob[];
}

export type Figures = Pick<Report, 'queueToStart' | 'total' | 'allDoneSeconds' | 'agentsStarted'>;

/** The figures of jobs, whether or not all have ended. */
export function figuresOf(jobs: readonly LoadJob[]): Figures {
  const queues = jobs.flatMap(({ queued }) => queued ?? []);
  const ends = jobs.flatMap(({ finished }) => finished ?? []);
  return {
    queueToStart: spread(jobs.map(waitSeconds)),
    // A job that never started has no total.
    total: spread(jobs.map(({ queued, started, finished }) => (started === undefined ? undefined : seconds(queued, finished)))),
    allDoneSeconds: ends.length === jobs.length && queues.length > 0 ? seconds(Math.min(...queues), Math.max(...ends)) : undefined,
    agentsStarted: agentsOf(jobs).length,
  };
}

/** Seconds from the queue to the start of a job, in tenths; undefined if it has not started. */
export const waitSeconds = ({ queued, started }: LoadJob): number | undefined => seconds(queued, started);

/** The agents that started a job. */
export const agentsOf = (jobs: readonly LoadJob[]): readonly string[] => [
  ...new Set(jobs.flatMap(({ agent, started }) => (started === undefined || agent === undefined ? [] : [agent]))),
];

/** The reasons for exit code 1. */
export function problemsOf(report: Report, failOverP95Seconds: number | undefined): readonly string[] {
  const { jobs, asked, leftovers, queueToStart, kind = 'agent' } = report;
  const failed = jobs.filter(({ result }) => result !== 'succeeded');
  const first = failed[0];
  const p95 = queueToStart?.p95;
  return [
    ...(jobs.length === asked.jobs ? [] : [`${asked.jobs} jobs were requested, the run has ${jobs.length}`]),
    ...(first === undefined
      ? []
      : [`${failed.length} of ${jobs.length} jobs did not succeed; ${first.name}: ${first.issue ?? first.result ?? 'it has not ended'}`]),
    ...((leftovers?.agents.length ?? 0) === 0 ? [] : [`${WORDS[kind].many} were left behind: ${leftovers?.agents.join(', ')}`]),
    ...(failOverP95Seconds === undefined || (p95 !== undefined && p95 <= failOverP95Seconds)
      ? []
      : [`the p95 from queue to start is ${p95 === undefined ? 'unknown' : `${p95} s`}, the limit is ${failOverP95Seconds} s`]),
  ];
}

function spread(values: readonly (number | undefined)[]): Spread | undefined {
  const known = values.flatMap((value) => value ?? []);
  if (known.length === 0) return undefined;
  return { p50: quantile(known, 0.5), p95: quantile(known, 0.95), max: Math.max(...known) };
}

/** Seconds between two times, rounded to tenths; undefined if either is missing. */
const seconds = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : Math.round((to - from) / 100) / 10;
