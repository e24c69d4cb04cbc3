/** A running timer. */
export interface Timer {
  cancel(): void;
}

/** The fake's time. Timestamps, lapses of locks and sessions, long polls, delays and the `Date` header use it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, after `ms` milliseconds. */
  after(ms: number, callback: () => void): Timer;
}

/** The machine's clock. Its timers do not keep the process alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test advances it. */
export class ManualClock implements Clock {
  readonly #pending = new Set<Pending>();
  #now: number;

  /** @throws RangeError if `start` is not a valid time */
  constructor(start: string | number) {
    this.#now = new Date(start).getTime();
    if (Number.isNaN(this.#now)) throw new RangeError(`invalid start time "${start}": pass an ISO 8601 time or milliseconds since 1970`);
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): Timer {
    const pending = { at: this.#now + Math.max(0, ms), callback };
    this.#pending.add(pending);
    return { cancel: () => this.#pending.delete(pending) };
  }

  /** Advances the time by `ms` and fires the timers that are due, in order of time, including those that other timers start. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#pending.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  #due(end: number): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) {
      if (pending.at <= end && (first === undefined || pending.at < first.at)) first = pending;
    }
    return first;
  }
}
