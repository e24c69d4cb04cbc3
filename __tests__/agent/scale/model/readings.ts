import { SCALER } from '../../../../config/timings';
import type { QueuedJob, QueueReading, ReceivedJob } from '../../../../providers/contract/queue';

/** A reading of the queue, and when it began. */
export interface Reading extends QueueReading {
  readonly readAt: number;
}

/** The readings of one queue, which all entries share. */
export class Readings {
  readonly #now: () => number;
  #used: Reading | undefined;
  #read: Reading | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(reading: Reading): void {
    this.#read = reading;
  }

  readonly publish = (): void => {
    this.#used = this.#read ?? this.#used;
  };

  readonly readAt = (): number | undefined => this.#usable?.readAt;

  get oldestReadAt(): number {
    return this.#usable?.readAt ?? Number.POSITIVE_INFINITY;
  }

  get waiting(): readonly QueuedJob[] {
    return this.#usable?.waiting ?? [];
  }

  get received(): readonly ReceivedJob[] {
    return this.#usable?.received ?? [];
  }

  get #usable(): Reading | undefined {
    return this.#used !== undefined && this.#now() - this.#used.readAt <= SCALER.stale.milliseconds ? this.#used : undefined;
  }
}
