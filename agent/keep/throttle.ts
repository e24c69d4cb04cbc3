import type { Call } from './call';

/**
 * How long the service has asked to wait. With a successful answer, which it may have delayed, the request to wait is a warning:
 * calls that are not urgent are postponed.
 */
export class Throttle {
  #waitMs = 0;

  readonly note = ({ retryAfterMs = 0 }: Pick<Call, 'retryAfterMs'>): void => {
    this.#waitMs = Math.max(this.#waitMs, retryAfterMs);
  };

  /** 0 if there is no need to wait. */
  get waitMs(): number {
    return this.#waitMs;
  }

  /** Call when the wait is over. */
  forget(): void {
    this.#waitMs = 0;
  }
}
