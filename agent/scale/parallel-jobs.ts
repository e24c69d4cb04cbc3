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
  /** The first reading has ended or failed. */
  #isTried = false;

  constructor(option: ParallelJobsOption, source: ParallelJobsSource, clock: Pick<Clock, 'now'>) {
    this.#option = option;
    this.#source = source;
    this.#clock = clock;
  }

  /** The last reading; undefined before the first one, or if nothing is read. */
  get reading(): ParallelJobsReading | undefined {
    return this.#reading;
  }

  /** The most agents of this deployment that may run: none before the first reading, and infinity if it could not be read. */
  get agentLimit(): number {
    if (this.#option === 'unlimited') return Number.POSITIVE_INFINITY;
    if (!this.#isTried) return 0;
    const others = this.#reading?.others ?? 0;
    const bought = this.#option === 'bought' ? this.#reading?.bought : this.#option;
    return bought === undefined ? Number.POSITIVE_INFINITY : Math.max(0, bought - others);
  }

  /** Whether the last reading is old, which it is sooner while jobs wait. */
  isOld({ waiting }: { readonly waiting: boolean }): boolean {
    const every = waiting ? SCALER.parallelJobsWaiting : SCALER.parallelJobsIdle;
    return this.#option !== 'unlimited' && this.#clock.now() - this.#readAt >= every.milliseconds;
  }

  /** Reads the parallel jobs. @throws ServiceError, after which the old reading holds */
  async refresh(): Promise<void> {
    // Also after a failure: an identity that may not read them must not ask with each round.
    this.#readAt = this.#clock.now();
    try {
      this.#reading = await this.#source.read();
    } finally {
      this.#isTried = true;
    }
  }
}
