import type { Clock } from '../../lib/clock';

/** Pauses that can be ended early. */
export class Pause {
  readonly #clock: Pick<Clock, 'sleep'>;
  #early = new AbortController();

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock;
  }

  async sleep(ms: number): Promise<void> {
    await this.#clock.sleep(ms, this.#early.signal);
    this.#early = new AbortController();
  }

  /** Ends the current pause; between two pauses, the next one. */
  readonly end = (): void => this.#early.abort();
}
