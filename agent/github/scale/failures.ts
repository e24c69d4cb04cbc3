import { reason } from '../../../lib/reason';
import { waitAfter } from '../../../providers/contract/service-error';
import type { Log } from '../../process/log';
import { backoffMs } from './backoff';

/** Failures in a row of something that is tried again and again. A failure is logged once, until it succeeds or fails in another way. */
export class Failures {
  readonly #aim: string;
  readonly #log: Pick<Log, 'info' | 'error'>;
  #count = 0;
  #reason: string | undefined;

  /** @param aim the rest of the sentences "cannot ..., trying again" and "can ... again" */
  constructor(aim: string, log: Pick<Log, 'info' | 'error'>) {
    this.#aim = aim;
    this.#log = log;
  }

  /** Returns how long to wait before the next attempt, in milliseconds. */
  note(error: unknown): number {
    const why = reason(error);
    if (this.#reason !== why) this.#log.error(`cannot ${this.#aim}, trying again`, { reason: why });
    this.#reason = why;
    this.#count += 1;
    return waitAfter(error, backoffMs(this.#count));
  }

  noteSuccess(): void {
    if (this.#count > 0) this.#log.info(`can ${this.#aim} again`);
    this.#count = 0;
    this.#reason = undefined;
  }
}
