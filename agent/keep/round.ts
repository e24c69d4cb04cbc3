import { DevOpsError, waitAfter } from '../../azure-devops/error';
import { type Log, reason } from '../log';

/** The steps of one round, each of which may fail without the others. */
export class Round {
  readonly #log: Log;
  #waitMs: number;
  #over = false;

  constructor(usualWaitMs: number, log: Log) {
    this.#waitMs = usualWaitMs;
    this.#log = log;
  }

  /** How long to wait before the next round: as usual, or as long as the server asks for. */
  get waitMs(): number {
    return this.#waitMs;
  }

  /** The outcome; undefined when it fails, which the log then says, or when no further step is of use. */
  async step<T>(aim: string, run: () => Promise<T>): Promise<T | undefined> {
    if (this.#over) return undefined;
    try {
      return await run();
    } catch (error) {
      this.#waitMs = waitAfter(error, this.#waitMs);
      // All steps have the same token and the same budget of calls.
      this.#over = waitAfter(error, 0) > 0 || (error instanceof DevOpsError && error.fault === 'signIn');
      this.#log.error(`cannot ${aim}, trying again`, { reason: reason(error), inSeconds: Math.round(this.#waitMs / 1000) });
      return undefined;
    }
  }
}
