import { GITHUB_CALL } from '../../../config/timings';
import { GitHubError } from './error';

export interface Expiring {
  /** Milliseconds since 1970. Undefined if it does not expire, or if only its use shows that it has. */
  readonly expiresAt?: number | undefined;
}

export interface RenewingOptions<T extends Expiring> {
  readonly renew: () => Promise<T>;
  readonly now: () => number;
  /** @default - the first one is made when it is needed */
  readonly first?: T;
}

/** Holds a token, with what belongs to it. It is renewed when it is needed and about to expire, or refused. */
export class Renewing<T extends Expiring> {
  readonly #renew: () => Promise<T>;
  readonly #now: () => number;
  #held: T | undefined;
  #renewal: Promise<T> | undefined;

  constructor({ renew, now, first }: RenewingOptions<T>) {
    this.#renew = renew;
    this.#now = now;
    this.#held = first;
  }

  /** Calls with the token. If the service refuses it with 401, calls once more with a new one. */
  async use<R>(call: (held: T) => Promise<R>): Promise<R> {
    const held = await this.get();
    try {
      return await call(held);
    } catch (error) {
      if (!(error instanceof GitHubError && error.status === 401)) throw error;
    }
    // Another call may have renewed it in the meantime.
    if (this.#held === held) this.#held = undefined;
    return call(await this.get());
  }

  /** Returns the token. Calls at the same time share one renewal. */
  async get(): Promise<T> {
    if (this.#held !== undefined && this.#holds(this.#held)) return this.#held;
    this.#renewal ??= this.#renewed().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewed(): Promise<T> {
    this.#held = await this.#renew();
    return this.#held;
  }

  #holds({ expiresAt }: T): boolean {
    return expiresAt === undefined || expiresAt - this.#now() > GITHUB_CALL.tokenLeft.milliseconds;
  }
}
