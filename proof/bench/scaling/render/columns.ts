import type { Figures } from '../figures';

/** One figure as tables and charts show it. */
export interface Column {
  readonly title: string;
  /** Undefined if the run has no such figure. */
  readonly value: (figures: Figures) => number | undefined;
  readonly digits: number;
  /** Differences up to this are noise, from a shared machine and timestamps in whole seconds. */
  readonly noise: number;
}

/** The columns of the tables. Lower is better in each of them. */
export const COLUMNS = {
  podsPerJob: { title: 'pods per job', value: ({ podsPerJob }) => podsPerJob, digits: 2, noise: 0 },
  p50: { title: 'p50', value: ({ wait }) => wait?.p50, digits: 1, noise: 2 },
  p95: { title: 'p95', value: ({ wait }) => wait?.p95, digits: 1, noise: 2 },
  max: { title: 'max', value: ({ wait }) => wait?.max, digits: 1, noise: 2 },
  allDone: { title: 'all done after', value: ({ allDone }) => allDone, digits: 0, noise: 3 },
  unused: { title: 'unused agent-minutes', value: ({ unusedMinutes }) => unusedMinutes, digits: 1, noise: 0.5 },
  left: { title: 'agents left', value: ({ agentsLeft }) => agentsLeft, digits: 0, noise: 0 },
  calls: { title: 'calls per hour with 100 jobs', value: ({ callsPerHour }) => callsPerHour, digits: 0, noise: 20 },
  kedaCalls: { title: "KEDA's calls per hour", value: ({ kedaCallsPerHour }) => kedaCallsPerHour, digits: 0, noise: 20 },
  lost: { title: 'jobs lost', value: ({ lost }) => lost, digits: 0, noise: 0 },
} as const satisfies Record<string, Column>;

/** Formats a figure, or says that the load was not run or the event never happened. */
export function formatFigure({ value, digits }: Column, figures: Figures | undefined): string {
  const number = figures === undefined ? undefined : value(figures);
  if (number !== undefined) return number.toFixed(digits);
  return figures === undefined ? 'not run' : 'never';
}
