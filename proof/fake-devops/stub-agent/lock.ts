import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from './http';

const renewMs = 60_000;
const firstTries = 6;
const retryMs = 10_000;
/** How long after the lock's end the agent still hopes (azure-pipelines-agent, JobDispatcher.cs). */
const hopeMs = 5 * 60_000;

/** Errors that mean that the job is not this agent's any more. */
const final = ['TaskAgentJobNotFoundException', 'TaskAgentJobTokenExpiredException'];

/** Keeps the lock on a job request by renewing it each minute. The first renewal says that the job was received. */
export class Lock {
  /** Resolves when the first renewal has succeeded. */
  readonly held: Promise<'held'>;
  /** Resolves when the lock is given up: it was lost, or `end` was called. */
  readonly lost: Promise<'lost'>;
  readonly #ended = new AbortController();

  constructor(renew: (signal: AbortSignal) => Promise<Date>, retryScale: number) {
    let hold: (held: 'held') => void = () => {};
    this.held = new Promise((resolve) => {
      hold = resolve;
    });
    this.lost = this.#keep(renew, retryScale, () => hold('held')).then(() => 'lost');
  }

  /** No further renewal. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.lost;
  }

  async #keep(renew: (signal: AbortSignal) => Promise<Date>, retryScale: number, hold: () => void): Promise<void> {
    const { signal } = this.#ended;
    let until: Date | undefined;
    for (let failures = 0; !signal.aborted; ) {
      try {
        until = await renew(signal);
        failures = 0;
        hold();
        await delay(renewMs, undefined, { signal });
      } catch (error) {
        if (signal.aborted || (error instanceof ServiceError && final.includes(error.typeKey))) return;
        failures++;
        const hopeless = until === undefined ? failures >= firstTries : Date.now() > until.getTime() + hopeMs;
        if (hopeless) return;
        await delay(retryMs * retryScale, undefined, { signal }).catch(() => {});
      }
    }
  }
}
