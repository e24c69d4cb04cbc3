import { quantile } from '../../../../operate/lib/quantile';
import type { Results } from '../results';
import type { ServiceId } from '../services/ids';
import { type Summary, summarise } from './summary';

/** Seconds over the repetitions. */
export interface Floor {
  /** How long bare pods take to start at the times of a load's jobs. */
  readonly p50: Summary;
  readonly p95: Summary;
  /** How long its jobs wait for bare agents. Undefined if the maximum of agents decides. */
  readonly agentP95: Summary | undefined;
}

/** Seconds for which a job may wait until the queue is read, which GitHub makes unnecessary, and until its Job exists. */
const QUEUE_TO_JOB_SECONDS: Readonly<Record<ServiceId, number>> = { 'azure-devops': 2 + 1, github: 1 };

/** Returns the floor of the machine for a load; undefined if it was not measured. */
export function floorFor({ floors }: Results, load: string): Floor | undefined {
  const repetitions = floors.filter((floor) => floor.load === load);
  if (repetitions.length === 0) return undefined;
  const summary = (share: number, values: readonly (readonly number[])[]) => summarise(values.map((each) => quantile(each, share)));
  const starts = repetitions.map((floor) => floor.starts);
  const waits = repetitions.map(({ agentWaits }) => agentWaits).filter(({ length }) => length > 0);
  return { p50: summary(0.5, starts), p95: summary(0.95, starts), agentP95: waits.length === 0 ? undefined : summary(0.95, waits) };
}

/** The goal for the p95 of a load: the queue, and what the machine and the agent need. Undefined if the maximum of agents decides, or without a floor. */
export function p95Goal(results: Results, { id, isLimited }: Results['loads'][number]): number | undefined {
  const agents = floorFor(results, id)?.agentP95;
  return isLimited || agents === undefined ? undefined : QUEUE_TO_JOB_SECONDS[results.service] + agents.median;
}
