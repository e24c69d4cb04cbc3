import { reason } from '../../lib/reason';
import type { Log } from '../process/log';

/** The steps of the rounds, of which one may fail or hang while others succeed. */
export class Steps {
  readonly #log: Log;
  readonly #failing = new Map<string, string>();
  readonly #running = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Runs a step, and does nothing while the same step of an earlier round still runs. Returns whether it has succeeded. Never rejects: a failure is logged once until
   * the step succeeds or fails in another way.
   */
  async run(aim: string, step: () => unknown): Promise<boolean> {
    if (this.#running.has(aim)) return false;
    this.#running.add(aim);
    try {
      await step();
      if (this.#failing.delete(aim)) this.#log.info(`can ${aim} again`);
      return true;
    } catch (error) {
      const why = reason(error);
      if (this.#failing.get(aim) !== why) this.#log.error(`cannot ${aim}, trying again`, { reason: why });
      this.#failing.set(aim, why);
      return false;
    } finally {
      this.#running.delete(aim);
    }
  }
}
