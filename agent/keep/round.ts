import { isTransient, ServiceError } from '../../providers/contract/service-error';
import { type Log, reason } from '../process/log';
import type { Throttle } from './throttle';

/** The steps of one round, each of which may fail without the others. In an outage several fail for one reason, and one line says so. */
export class Round {
  readonly #usualWaitMs: number;
  readonly #throttle: Throttle;
  readonly #log: Log;
  #over = false;
  #outageTold = false;
  readonly #toldReasons = new Set<string>();

  constructor(usualWaitMs: number, throttle: Throttle, log: Log) {
    this.#usualWaitMs = usualWaitMs;
    this.#throttle = throttle;
    this.#log = log;
    throttle.forget();
  }

  /** How long to wait before the next round: as usual, or as long as the server asks for. */
  get waitMs(): number {
    return Math.max(this.#usualWaitMs, this.#throttle.waitMs);
  }

  /** The outcome; undefined when it fails, which the log then says, or when no further step is of use. */
  async step<T>(aim: string, run: () => Promise<T>): Promise<T | undefined> {
    if (this.#over) return undefined;
    try {
      return await run();
    } catch (error) {
      // All steps have the same token and the same budget of calls.
      this.#over = error instanceof ServiceError && (error.fault === 'signIn' || error.retryAfterMs !== undefined);
      this.#tell(aim, error);
      return undefined;
    }
  }

  #tell(aim: string, error: unknown): void {
    const outage = isTransient(error);
    const why = reason(error);
    if (!(outage && this.#outageTold) && !this.#toldReasons.has(why))
      this.#log.error(`cannot ${aim}, trying again`, { reason: why, inSeconds: Math.round(this.waitMs / 1000) });
    this.#outageTold ||= outage;
    this.#toldReasons.add(why);
  }
}
