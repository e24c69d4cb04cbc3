import type { Call } from '../../providers/azure-devops/client/request';

/** How long the server has asked to wait. With a success, which it may have delayed, that is a warning: what need not be done now is put off. */
export class Throttle {
  #waitMs = 0;

  readonly note = ({ retryAfterMs = 0 }: Call): void => {
    this.#waitMs = Math.max(this.#waitMs, retryAfterMs);
  };

  /** 0 when there is no need to wait. */
  get waitMs(): number {
    return this.#waitMs;
  }

  /** Once the wait is over. */
  forget(): void {
    this.#waitMs = 0;
  }
}
