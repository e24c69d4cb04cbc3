import type { Clock, Timer } from '../../fake-devops/clock';

interface Pending {
  readonly at: number;
  readonly callback: () => void;
  timeout?: NodeJS.Timeout;
}

/** The machine's time, ahead of it by what a test has skipped. What lapses in skipped time lapses at once, in its order. */
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

  /** Agents that run have to do without: their keys' assertions are refused by a clock that is five minutes away from theirs. */
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
