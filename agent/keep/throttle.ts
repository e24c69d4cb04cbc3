import type { Call } from '../../providers/contract/call';

/**
 * How long the service has asked to wait. A successful answer, which the service may have delayed, can ask for it too. This is
 * a warning: calls that are not urgent are postponed.
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
