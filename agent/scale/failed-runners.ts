import { SCALER } from '../../config/timings';
import type { TrackedAgent } from './agent-tracker';
import { retryWaitMs } from './attempts';

/**
 * How many Jobs an entry may ask for while its runners end with an error before they have a job, for example because GitHub refuses
 * their version or the image lacks a library. The job still waits then, so each would be replaced by the next without end, and each
 * registers itself. After a failure there are none for a time, then one as an attempt. The wait doubles with each failure. When any
 * runner of the entry gets a job, there is no limit.
 */
export class FailedRunners {
  readonly #now: () => number;
  readonly #hasReceived: (agent: TrackedAgent) => boolean;
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #exitCode: number | undefined;
  /** Ids of the Jobs whose runners have or had a job. */
  #received: ReadonlySet<string> = new Set();

  constructor(now: () => number, hasReceived: (agent: TrackedAgent) => boolean) {
    this.#now = now;
    this.#hasReceived = hasReceived;
  }

  /** What fails; undefined if nothing does. */
  get reason(): string | undefined {
    return this.#failures === 0 ? undefined : `a runner ended with code ${this.#exitCode} before it had a job`;
  }

  /** Notes jobs and failures. @param agents those of the entry */
  update(agents: readonly TrackedAgent[]): void {
    const received = agents.filter((agent) => this.#hasReceived(agent)).map(idOf);
    if (received.some((id) => !this.#received.has(id))) this.#failures = 0;
    this.#received = new Set(received);
    // One that was created before the last failure was noted says nothing new.
    const failed = agents.find((agent) => agent.seenAt > this.#failedAt && this.#hasFailed(agent));
    if (failed === undefined) return;
    this.#failures += 1;
    this.#failedAt = this.#now();
    this.#exitCode = failed.state.failedWith;
  }

  /** The most Jobs to ask for now. @param onTheirWay how many agents of the entry are on their way */
  allowed(onTheirWay: number): number {
    if (this.#failures === 0) return Number.POSITIVE_INFINITY;
    return this.#now() < this.#failedAt + retryWaitMs(this.#failures) || onTheirWay > 0 ? 0 : 1;
  }

  /** The event that it had a job may come after its end. One that had ended when this program started may have had one, too. */
  #hasFailed(agent: TrackedAgent): boolean {
    const { state, seenAt, overAt } = agent;
    if (state.failedWith === undefined || overAt === undefined || overAt === seenAt) return false;
    return this.#now() - overAt >= SCALER.failedRunner.milliseconds && !this.#hasReceived(agent);
  }
}

const idOf = ({ job }: TrackedAgent): string => job.metadata.uid;
