import type { Clock, Timer } from '../clock';
import type { JobRequest } from './job-request';

/** The locks that agents hold on job requests. */
export class Locks {
  readonly #timers = new Map<number, Timer>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Locks a request until its `lockedUntil`, in place of an earlier lock. Calls back if the lock lapses. */
  hold({ requestId, lockedUntil = 0 }: JobRequest, onLapse: () => void): void {
    this.release(requestId);
    this.#timers.set(requestId, this.#clock.after(lockedUntil - this.#clock.now(), onLapse));
  }

  release(requestId: number): void {
    this.#timers.get(requestId)?.cancel();
    this.#timers.delete(requestId);
  }
}
