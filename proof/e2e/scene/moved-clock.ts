import type { Clock, Timer } from '../../fake-devops/clock';

interface Pending {
  readonly at: number;
  readonly callback: () => void;
  timeout?: NodeJS.Timeout;
}

/** The machine's clock plus the time that a test has skipped. Timers that expire in skipped time fire immediately, in their order. */
export class MovedClock implements Clock {
  readonly #pending = new Set<Pending>();
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  after(ms: number, callback: () => void): Timer {
    const pending: Pending = { at: this.now() + ms, callback };
    this.#pending.add(pending);
    this.#arm(pending);
    return {
      cancel: () => {
        clearTimeout(pending.timeout);
        this.#pending.delete(pending);
      },
    };
  }

  /**
   * Moves the clock forward. Running agents do not notice, so they can no longer sign in if it is ahead by five minutes or more:
   * the fake Azure DevOps then refuses the assertions that they sign.
   */
  skip(minutes: number): void {
    this.#aheadMs += minutes * 60_000;
    for (const pending of [...this.#pending].sort((a, b) => a.at - b.at)) this.#arm(pending);
  }

  #arm(pending: Pending): void {
    clearTimeout(pending.timeout);
    const left = Math.max(0, pending.at - this.now());
    pending.timeout = setTimeout(() => this.#fire(pending), left).unref();
  }

  #fire(pending: Pending): void {
    this.#pending.delete(pending);
    pending.callback();
  }
}
