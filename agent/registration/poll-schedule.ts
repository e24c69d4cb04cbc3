import { WATCH } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import { waitAfter } from '../../providers/contract/service-error';

/** When to poll the service next: at the due time or for a good reason, but never before the end of a pause. Times are those of the clock. */
export class PollSchedule {
  readonly #clock: Pick<Clock, 'now'>;
  #dueAt: number;
  #pauseEndsAt = 0;
  #retryMs = WATCH.retry.milliseconds;

  constructor(clock: Pick<Clock, 'now'>, firstPollAt: number) {
    this.#clock = clock;
    this.#dueAt = firstPollAt;
  }

  /** Whether to poll now. `early`: there is a reason not to wait for the due time. */
  isDue({ early }: { readonly early: boolean }): boolean {
    const now = this.#clock.now();
    return now >= this.#pauseEndsAt && (early || now >= this.#dueAt);
  }

  pollAt(time: number): void {
    this.#dueAt = time;
  }

  pollIn(ms: number): void {
    this.#dueAt = this.#clock.now() + ms;
  }

  /** Polls immediately, whatever pause an earlier failure has caused. */
  pollNow(): void {
    this.#dueAt = 0;
    this.#pauseEndsAt = 0;
    this.#retryMs = WATCH.retry.milliseconds;
  }

  pause(ms: number): void {
    this.#pauseEndsAt = this.#clock.now() + ms;
  }

  noteSuccess(): void {
    this.#retryMs = WATCH.retry.milliseconds;
  }

  /** Pauses after a failed poll, for longer after each failure, and at least as long as the service asks. Returns the pause in ms. */
  pauseAfter(error: unknown): number {
    const waitMs = waitAfter(error, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, WATCH.longestRetry.milliseconds);
    this.pause(waitMs);
    return waitMs;
  }
}
