import type { Clock, Timer } from '../../fake-devops/clock';

/** At most one timer for each key. */
export class Timers<Key> {
  readonly #timers = new Map<Key, Timer>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts the timer of a key; an earlier one does not fire. */
  start(key: Key, ms: number, callback: () => void): void {
    this.cancel(key);
    const timer = this.#clock.after(ms, () => {
      this.#timers.delete(key);
      callback();
    });
    this.#timers.set(key, timer);
  }

  cancel(key: Key): void {
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
  }
}
