import { quantile } from '../lib/quantile';
import type { LoadJob } from './job';

/** Seconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What was left when all was over. */
export interface Leftovers {
  readonly afterSeconds: number;
  /** Agents that are still registered. */
  readonly agents: readonly string[];
}

/** What the load test found; the content of the JSON file. */
export interface Report {
  readonly run: { readonly id: number; readonly url: string; readonly result: string | undefined };
  readonly agentPool: string;
  /** Where the clock of a job begins: at its request, or at the creation of the whole run where requests can't be read. */
  readonly waitsFrom: 'jobrequest.queueTime' | 'run.createdDate';
  readonly asked: { readonly jobs: number; readonly seconds: number };
  readonly queueToStart: Spread | undefined;
  readonly total: Spread | undefined;
  /** From the first job's queueing to the last job's end, in seconds. */
  readonly allDoneSeconds: number | undefined;
  readonly agentsStarted: number;
  /** Undefined where the agent pool can't be read. */
  readonly leftovers: Leftovers | undefined;
  readonly jobs: readonly LoadJob[];
}

export type Figures = Pick<Report, 'queueToStart' | 'total' | 'allDoneSeconds' | 'agentsStarted'>;

/** The figures of jobs, whether all have ended or not. */
export function figuresOf(jobs: readonly LoadJob[]): Figures {
  const queues = jobs.flatMap(({ queued }) => queued ?? []);
  const ends = jobs.flatMap(({ finished }) => finished ?? []);
  return {
    queueToStart: spread(jobs.map(({ queued, started }) => seconds(queued, started))),
    // A job that never started has no time of its own.
    total: spread(jobs.map(({ queued, started, finished }) => (started === undefined ? undefined : seconds(queued, finished)))),
    allDoneSeconds: ends.length === jobs.length && queues.length > 0 ? seconds(Math.min(...queues), Math.max(...ends)) : undefined,
    agentsStarted: agentsOf(jobs).length,
  };
}

/** The agents that began with a job. */
export const agentsOf = (jobs: readonly LoadJob[]): readonly string[] => [
  ...new Set(jobs.flatMap(({ agent, started }) => (started === undefined || agent === undefined ? [] : [agent]))),
];

/** What makes the load test end with exit code 1, each in a sentence. */
export function problemsOf(report: Report, failOverP95Seconds: number | undefined): readonly string[] {
  const { jobs, asked, leftovers, queueToStart } = report;
  const bad = jobs.filter(({ result }) => result !== 'succeeded');
  const first = bad[0];
  const p95 = queueToStart?.p95;
  return [
    ...(jobs.length === asked.jobs ? [] : [`${asked.jobs} jobs were asked for, the run has ${jobs.length}`]),
    ...(first === undefined
      ? []
      : [`${bad.length} of ${jobs.length} jobs did not succeed; ${first.name}: ${first.issue ?? first.result ?? 'it has not ended'}`]),
    ...((leftovers?.agents.length ?? 0) === 0 ? [] : [`agents were left behind: ${leftovers?.agents.join(', ')}`]),
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

/** In tenths. */
const seconds = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : Math.round((to - from) / 100) / 10;
