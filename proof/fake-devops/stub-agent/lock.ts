import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from './http';

const RENEW_MS = 60_000;
/** Failed first renewals after which the agent gives up the job. */
const MAX_FIRST_FAILURES = 6;
const RETRY_MS = 10_000;
/** How long the agent retries after its lock has lapsed (azure-pipelines-agent, JobDispatcher.cs). */
const RETRY_AFTER_LAPSE_MS = 5 * 60_000;

/** Errors for a job that is no longer assigned to this agent. */
const FINAL_ERRORS = ['TaskAgentJobNotFoundException', 'TaskAgentJobTokenExpiredException'];

/** Holds the lock on a job request by renewing it every minute. The first renewal is the pickup. */
export class Lock {
  /** Resolves when the first renewal has succeeded. */
  readonly held: Promise<'held'>;
  /** Resolves when the lock is lost or released. */
  readonly lost: Promise<'lost'>;
  readonly #released = new AbortController();

  constructor(renew: (signal: AbortSignal) => Promise<Date>, retryScale: number) {
    let onHeld: (held: 'held') => void = () => {};
    this.held = new Promise((resolve) => {
      onHeld = resolve;
    });
    this.lost = this.#renewUntilLost(renew, retryScale, () => onHeld('held')).then(() => 'lost');
  }

  /** Stops the renewals. */
  async release(): Promise<void> {
    this.#released.abort();
    await this.lost;
  }

  async #renewUntilLost(renew: (signal: AbortSignal) => Promise<Date>, retryScale: number, onHeld: () => void): Promise<void> {
    const { signal } = this.#released;
    let until: Date | undefined;
    for (let failures = 0; !signal.aborted; ) {
      try {
        until = await renew(signal);
        failures = 0;
        onHeld();
        await delay(RENEW_MS, undefined, { signal });
      } catch (error) {
        if (signal.aborted || (error instanceof ServiceError && FINAL_ERRORS.includes(error.typeKey))) return;
        failures++;
        const givesUp = until === undefined ? failures >= MAX_FIRST_FAILURES : Date.now() > until.getTime() + RETRY_AFTER_LAPSE_MS;
        if (givesUp) return;
        await delay(RETRY_MS * retryScale, undefined, { signal }).catch(() => {});
      }
    }
  }
}
