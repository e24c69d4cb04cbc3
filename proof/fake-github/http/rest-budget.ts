import type { Clock } from '../../fake-devops/clock';
import { RestError } from '../service-error';

const WINDOW_MS = 3_600_000;

interface Window {
  readonly until: number;
  used: number;
}

/** Counts the REST calls of each caller in windows of an hour (docs.github.com, "Rate limits for the REST API"). */
export class RestBudget {
  readonly #windows = new Map<string, Window>();
  readonly #clock: Clock;
  readonly #limit: () => number;

  /** @param limit returns the number of calls in an hour */
  constructor(clock: Clock, limit: () => number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Counts a call, unless nothing has changed since an earlier answer, and returns the headers of its answer. */
  count(caller: string, isNotModified = false): Readonly<Record<string, string>> {
    const window = this.#windowOf(caller);
    if (!isNotModified) window.used++;
    const limit = this.#limit();
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.used)),
      'X-RateLimit-Reset': String(Math.ceil(window.until / 1000)),
      'X-RateLimit-Used': String(window.used),
      'X-RateLimit-Resource': 'core',
    };
  }

  /** @throws RestError 403 if the caller has used up its calls */
  check(caller: string): void {
    if (this.#windowOf(caller).used < this.#limit()) return;
    throw new RestError(403, `API rate limit exceeded for ${caller}. (Check out the documentation for more details.)`);
  }

  #windowOf(caller: string): Window {
    const now = this.#clock.now();
    const known = this.#windows.get(caller);
    if (known !== undefined && known.until > now) return known;
    const window = { until: now + WINDOW_MS, used: 0 };
    this.#windows.set(caller, window);
    return window;
  }
}
