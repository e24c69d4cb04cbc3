import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { ParallelJobsReading, ParallelJobsSource } from '../../providers/contract/queue';
import type { ParallelJobsOption } from '../settings/scaler-entry';

/** How many agents the parallel jobs of the organisation allow. */
export class ParallelJobs {
  readonly #option: ParallelJobsOption;
  readonly #source: ParallelJobsSource;
  readonly #clock: Pick<Clock, 'now'>;
  #reading: ParallelJobsReading | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(option: ParallelJobsOption, source: ParallelJobsSource, clock: Pick<Clock, 'now'>) {
    this.#option = option;
    this.#source = source;
    this.#clock = clock;
  }

  /** The last reading; undefined before the first one, or if nothing is read. */
  get reading(): ParallelJobsReading | undefined {
    return this.#reading;
  }

  /** The most agents of this deployment that may run; infinity if nothing is known. */
  get agentLimit(): number {
    if (this.#option === 'unlimited') return Number.POSITIVE_INFINITY;
    const others = this.#reading?.others ?? 0;
    const bought = this.#option === 'bought' ? this.#reading?.bought : this.#option;
    return bought === undefined ? Number.POSITIVE_INFINITY : Math.max(0, bought - others);
  }

  /** Reads the parallel jobs if the last reading is old: sooner while jobs wait. @throws ServiceError, after which the old reading holds */
  async refresh({ waiting }: { readonly waiting: boolean }): Promise<void> {
    const now = this.#clock.now();
    const every = waiting ? SCALER.parallelJobsWaiting : SCALER.parallelJobsIdle;
    if (this.#option === 'unlimited' || now - this.#readAt < every.milliseconds) return;
    // Also after a failure: an identity that may not read them must not ask with each round.
    this.#readAt = now;
    this.#reading = await this.#source.read();
  }
}
