import { reason } from '../../lib/reason';
import { isTransient, ServiceError } from '../../providers/contract/service-error';
import type { Log } from '../process/log';
import type { Throttle } from './throttle';

export interface RoundInputs {
  /** From the end of this round to the start of the next, unless the service asks for a longer wait. */
  readonly usualWaitMs: number;
  readonly throttle: Throttle;
  readonly log: Log;
}

/** The steps of one round. One step may fail while others succeed. In an outage several steps fail, and one log line says so. */
export class Round {
  readonly #usualWaitMs: number;
  readonly #throttle: Throttle;
  readonly #log: Log;
  #cutShort = false;
  #outageLogged = false;
  readonly #loggedReasons = new Set<string>();

  constructor({ usualWaitMs, throttle, log }: RoundInputs) {
    this.#usualWaitMs = usualWaitMs;
    this.#throttle = throttle;
    this.#log = log;
    throttle.forget();
  }

  /** How long to wait before the next round: as usual, or longer if the service asks for it. */
  get waitMs(): number {
    return Math.max(this.#usualWaitMs, this.#throttle.waitMs);
  }

  /** Runs a step and returns its result; undefined if it fails, which is logged, or if an earlier failure makes it useless. */
  async step<T>(aim: string, run: () => Promise<T>): Promise<T | undefined> {
    if (this.#cutShort) return undefined;
    try {
      return await run();
    } catch (error) {
      // All steps use the same token and the same budget of calls.
      this.#cutShort = error instanceof ServiceError && (error.fault === 'signIn' || error.retryAfterMs !== undefined);
      this.#report(aim, error);
      return undefined;
    }
  }

  #report(aim: string, error: unknown): void {
    const outage = isTransient(error);
    const why = reason(error);
    if (!(outage && this.#outageLogged) && !this.#loggedReasons.has(why))
      this.#log.error(`cannot ${aim}, trying again`, { reason: why, inSeconds: Math.round(this.waitMs / 1000) });
    this.#outageLogged ||= outage;
    this.#loggedReasons.add(why);
  }
}
