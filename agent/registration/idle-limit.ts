import { STAY } from '../../config/timings';
import type { Clock } from '../../lib/clock';

export interface IdleLimitInputs {
  /** How long an agent waits for a job in any case. */
  readonly idleMs: number;
  /** Whether it may go on waiting. Never rejects. @default - it may not */
  readonly mayStay?: (() => Promise<boolean>) | undefined;
}

/**
 * How long an agent waits for a job: for its idle time, and after it for as long as it may stay. A refusal is final, because
 * the scaler then counts the agent as leaving and may start another.
 */
export class IdleLimit {
  readonly #mayStay: IdleLimitInputs['mayStay'];
  readonly #clock: Pick<Clock, 'now'>;
  #until: number;
  #answer: 'none' | 'awaited' | 'leave';

  constructor({ idleMs, mayStay }: IdleLimitInputs, clock: Pick<Clock, 'now'>) {
    this.#mayStay = mayStay;
    this.#clock = clock;
    this.#until = clock.now() + idleMs;
    this.#answer = mayStay === undefined ? 'leave' : 'none';
  }

  /** Asks whether the agent may stay when it is time to. It does not wait for the answer: a job may begin meanwhile. */
  hasPassed(): boolean {
    if (this.#clock.now() < this.#until) return false;
    if (this.#answer === 'none') void this.#ask();
    return this.#answer === 'leave';
  }

  async #ask(): Promise<void> {
    this.#answer = 'awaited';
    const stay = await this.#mayStay?.();
    if (stay) this.#until = this.#clock.now() + STAY.again.milliseconds;
    this.#answer = stay ? 'none' : 'leave';
  }
}
