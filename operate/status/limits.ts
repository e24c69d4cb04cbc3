import { WARN } from '../../config/timings';
import type { Config } from '../../config/types';
import { type Duration, minutes } from '../../lib/duration';

/** The thresholds from which something is a problem. */
export interface Limits {
  /** A job has waited in the queue for longer. */
  readonly queue: Duration;
}

/** The limits of a deployment, the same as its alerts have. */
export const limitsOf = ({ monitoring }: Pick<Config, 'monitoring'>): Limits => ({
  queue: monitoring === undefined ? WARN.queue : minutes(monitoring.queueMinutes),
});
