import { SCALER } from '../../config/timings';

/** In so many different periods jobs must have arrived to be a stream. */
const LEAST_PERIODS = 4;
/** Jobs of one period beyond so many times the usual number are a burst within the stream. */
const BURST = 2;
/** A stream has ended when no job has arrived for so many times its mean interval: of random intervals, 2 in 100 are longer (e^-4). */
const SILENT_INTERVALS = 4;

/**
 * The rate at which jobs arrive, in jobs per millisecond. It is 0 unless jobs have arrived again and again over the last minute, so
 * that neither a job alone nor jobs that arrive together count as a stream.
 */
export class Arrivals {
  readonly #now: () => number;
  #times: number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  note(jobs: number): void {
    this.#times = [...this.#recent(), ...Array.from({ length: jobs }, () => this.#now())];
  }

  get rate(): number {
    const times = this.#recent();
    const counts = countsByPeriod(times);
    if (counts.length < LEAST_PERIODS || this.#hasEnded(times)) return 0;
    // A stream that has just begun has filled a part of the time only.
    const observedMs = Math.max(SCALER.arrivals.milliseconds / 2, this.#now() - (times[0] ?? 0));
    return withoutBursts(counts) / observedMs;
  }

  #hasEnded(times: readonly number[]): boolean {
    const first = times[0] ?? 0;
    const last = times.at(-1) ?? 0;
    const usualMs = (last - first) / (times.length - 1);
    return this.#now() - last > Math.max(SCALER.arrivalSilence.milliseconds, SILENT_INTERVALS * usualMs);
  }

  #recent(): number[] {
    const oldest = this.#now() - SCALER.arrivals.milliseconds;
    return this.#times.filter((time) => time > oldest);
  }
}

/** How many jobs arrived in each period in which any did. */
function countsByPeriod(times: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const time of times) {
    const period = Math.floor(time / SCALER.arrivalPeriod.milliseconds);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** All jobs, except those of a period with far more than the others. */
function withoutBursts(counts: readonly number[]): number {
  const sorted = counts.toSorted((one, other) => one - other);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return counts.reduce((sum, count) => sum + Math.min(count, BURST * median), 0);
}
