import { SCALER } from '../../config/timings';
import type { TrackedAgent } from './agent-tracker';

/**
 * How many Jobs an entry may ask for while its pods cannot start: after a failure none for a time, then one as an attempt. The
 * wait doubles with each failure. When any pod of the entry starts, there is no limit.
 */
export class Attempts {
  readonly #now: () => number;
  readonly #isStuck: (agent: TrackedAgent) => boolean;
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  #reason: string | undefined;
  /** Ids of the Jobs whose start or failure has been noted. */
  #noted: ReadonlySet<string> = new Set();

  constructor(now: () => number, isStuck: (agent: TrackedAgent) => boolean) {
    this.#now = now;
    this.#isStuck = isStuck;
  }

  /** Why pods cannot start; undefined if they can. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** Whether the next attempt may be made. Pods that cannot start are deleted then. */
  get isDue(): boolean {
    return this.#failures === 0 || this.#now() >= this.#retryAt;
  }

  get #retryAt(): number {
    return this.#failedAt + retryWaitMs(this.#failures);
  }

  /** Notes starts and failures. @param agents those of the entry */
  update(agents: readonly TrackedAgent[]): void {
    const started = agents.filter(({ state }) => state.started);
    const stuck = agents.filter((agent) => this.#isStuck(agent));
    if (started.some((agent) => this.#isNew(agent))) this.#noteStart();
    // A pod that was created before another one started, or before the last failure, says nothing new.
    const failed = stuck.find((agent) => this.#isNew(agent) && agent.seenAt > Math.max(this.#startedAt, this.#failedAt));
    if (failed !== undefined) this.#noteFailure(failed.state.obstacle);
    this.#noted = new Set([...started, ...stuck].map(idOf));
  }

  /** The most Jobs to ask for now. @param onTheirWay how many agents of the entry are on their way */
  allowed(onTheirWay: number): number {
    if (this.#failures === 0) return Number.POSITIVE_INFINITY;
    return !this.isDue || onTheirWay > 0 ? 0 : 1;
  }

  #isNew(agent: TrackedAgent): boolean {
    return !this.#noted.has(idOf(agent));
  }

  #noteStart(): void {
    this.#failures = 0;
    this.#reason = undefined;
    this.#startedAt = this.#now();
  }

  #noteFailure(reason: string | undefined): void {
    this.#failures += 1;
    this.#failedAt = this.#now();
    this.#reason = reason;
  }
}

/** How long to wait after some failures in a row, in milliseconds. */
export const retryWaitMs = (failures: number): number =>
  Math.min(SCALER.retry.milliseconds * 2 ** (failures - 1), SCALER.longestRetry.milliseconds);

const idOf = ({ job }: TrackedAgent): string => job.metadata.uid;
