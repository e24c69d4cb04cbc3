import { quantile } from '../../../../operate/lib/quantile';
import type { Results } from '../results';
import { type Summary, summarise } from './summary';

/** How long bare pods take to start at the times of a load's jobs, in seconds, over the repetitions. */
export interface Floor {
  readonly p50: Summary;
  readonly p95: Summary;
}

/** Seconds for which a job may wait until the queue is read, and until its Job exists. */
const QUEUE_TO_JOB_SECONDS = 2 + 1;

/** Returns the floor of the machine for a load; undefined if it was not measured. */
export function floorFor({ floors }: Results, load: string): Floor | undefined {
  const repetitions = floors.filter((floor) => floor.load === load).map(({ starts }) => starts);
  if (repetitions.length === 0) return undefined;
  const summary = (share: number) => summarise(repetitions.map((starts) => quantile(starts, share)));
  return { p50: summary(0.5), p95: summary(0.95) };
}

/** The goal for the p95 of a load: the queue, the machine and the agent. Undefined if the maximum of agents decides, or without a floor. */
export function p95Goal(results: Results, { id, isLimited }: Results['loads'][number]): number | undefined {
  const floor = floorFor(results, id);
  return isLimited || floor === undefined ? undefined : QUEUE_TO_JOB_SECONDS + floor.p95.median + results.agentStartSeconds;
}
