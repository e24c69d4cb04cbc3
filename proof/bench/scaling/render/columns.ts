import type { Figures } from '../figures';

/** One figure as tables and charts show it. */
export interface Column {
  readonly title: string;
  /** Undefined if the run has no such figure; `absent` says what that means. */
  readonly value: (figures: Figures) => number | undefined;
  readonly digits: number;
  /** Differences up to this are noise, from a shared machine and timestamps in whole seconds. */
  readonly noise: number;
  /** @default 'never' */
  readonly absent?: 'never' | 'unknown';
}

/** The columns of the tables by which variants are compared. Lower is better in each of them. */
export const COLUMNS = {
  podsPerJob: { title: 'pods per job', value: ({ podsPerJob }) => podsPerJob, digits: 2, noise: 0 },
  p50: { title: 'p50', value: ({ wait }) => wait?.p50, digits: 1, noise: 2 },
  p95: { title: 'p95', value: ({ wait }) => wait?.p95, digits: 1, noise: 2 },
  max: { title: 'max', value: ({ wait }) => wait?.max, digits: 1, noise: 2 },
  allDone: { title: 'all done after', value: ({ allDone }) => allDone, digits: 0, noise: 3 },
  unused: { title: 'unused agent-minutes', value: ({ unusedMinutes }) => unusedMinutes, digits: 1, noise: 0.5 },
  left: { title: 'agents left', value: ({ agentsLeft }) => agentsLeft, digits: 0, noise: 0 },
  calls: { title: 'calls per hour with 100 jobs', value: ({ callsPerHour }) => callsPerHour, digits: 0, noise: 20 },
  queueCalls: { title: 'of these by the reader of the queue', value: ({ queueCallsPerHour }) => queueCallsPerHour, digits: 0, noise: 20 },
  lost: { title: 'jobs lost', value: ({ lost }) => lost, digits: 0, noise: 0 },
  startCpu: {
    title: 'CPU seconds to the first step (median)',
    value: ({ startCpuSeconds }) => startCpuSeconds,
    digits: 2,
    noise: 0.1,
    absent: 'unknown',
  },
} as const satisfies Record<string, Column>;

/** What the machine did meanwhile, for a table of its own. No variant is better for it. */
export const MACHINE_COLUMNS = {
  busy: { title: 'cores busy, %', value: ({ busyPercent }) => busyPercent, digits: 0, noise: 0 },
  saturated: { title: 'seconds with no idle core, %', value: ({ saturatedPercent }) => saturatedPercent, digits: 0, noise: 0 },
  keda: {
    title: "CPU seconds of KEDA's operator per minute",
    value: ({ kedaCpuPerMinute }) => kedaCpuPerMinute,
    digits: 2,
    noise: 0,
    absent: 'unknown',
  },
} as const satisfies Record<string, Column>;
