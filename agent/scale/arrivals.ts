import { SCALER } from '../../config/timings';

const PERIODS = 6;

/**
 * The rate at which jobs arrive, in jobs per millisecond. It is the median of some short periods, so that jobs that arrive
 * together count as a burst in one period, and not as a stream.
 */
export class Arrivals {
  readonly #now: () => number;
  #times: number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  note(jobs: number): void {
    const oldest = this.#now() - PERIODS * SCALER.arrivalPeriod.milliseconds;
    this.#times = [...this.#times.filter((time) => time > oldest), ...Array.from({ length: jobs }, () => this.#now())];
  }

  get rate(): number {
    const periodMs = SCALER.arrivalPeriod.milliseconds;
    const counts = Array.from({ length: PERIODS }, (_, period) => {
      const end = this.#now() - period * periodMs;
      return this.#times.filter((time) => time <= end && time > end - periodMs).length;
    });
    const sorted = counts.toSorted((one, other) => one - other);
    // A stream must have been seen in more than half of the periods. Its rate is the mean, which a median of small counts is not.
    const isStream = (sorted[Math.floor((PERIODS - 1) / 2)] ?? 0) > 0;
    return isStream ? counts.reduce((sum, count) => sum + count, 0) / (PERIODS * periodMs) : 0;
  }
}
