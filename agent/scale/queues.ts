import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { QueuedJob, QueueReading, QueueSource, ReceivedJob } from '../../providers/contract/queue';
import type { PollInterval } from './poll-interval';

interface QueueState {
  readonly reading: QueueReading;
  /** When the reading began, by this machine's clock. */
  readonly readAt: number;
  readonly endedAt: number;
}

interface UsedState extends QueueState {
  readonly usableUntil: number;
}

/** The last readings of all queues. */
export class Queues {
  readonly sources: readonly QueueSource[];
  readonly #interval: PollInterval;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #read = new Map<QueueSource, QueueState>();
  readonly #used = new Map<QueueSource, UsedState>();

  constructor(sources: readonly QueueSource[], interval: PollInterval, clock: Pick<Clock, 'now'>) {
    this.sources = sources;
    this.#interval = interval;
    this.#clock = clock;
  }

  /** Reads one queue. The reading is used after `publish`. @throws ServiceError, after which the old reading holds until it is stale */
  async read(source: QueueSource): Promise<void> {
    const readAt = this.#clock.now();
    const reading = await source.read();
    this.#read.set(source, { reading, readAt, endedAt: this.#clock.now() });
  }

  /**
   * Puts new readings to use. Call when Jobs and pods have been listed. A reading that ended after the lists had begun has to
   * wait for the next ones. @param listedAt when the lists began
   */
  publish(listedAt: number): void {
    for (const [source, state] of this.#read) {
      if (state.endedAt > listedAt) continue;
      this.#used.set(source, { ...state, usableUntil: state.readAt + this.#longestUseMs });
      this.#read.delete(source);
    }
  }

  /**
   * A reading is of use for some seconds, and for longer if the service asks for fewer calls. What it asks for later changes
   * nothing: a reading that is too old must not be used again.
   */
  get #longestUseMs(): number {
    return Math.max(SCALER.stale.milliseconds, 2 * this.#interval.ms);
  }

  /** When the reading of an entry's queue began; undefined if there is none that may be used. */
  readAt(entry: string): number | undefined {
    const state = this.#usable().find(([source]) => source.entries.includes(entry))?.[1];
    return state?.readAt;
  }

  /** The jobs that wait in all queues, the oldest first. */
  get waiting(): readonly QueuedJob[] {
    const all = this.#usable().flatMap(([, { reading }]) => reading.waiting);
    return this.sources.length === 1 ? all : all.toSorted((one, other) => (one.queuedAt ?? 0) - (other.queuedAt ?? 0));
  }

  /** Whether a job waits, also by readings that are not in use yet. */
  get isAnyWaiting(): boolean {
    return this.waiting.length > 0 || [...this.#read.values()].some(({ reading }) => reading.waiting.length > 0);
  }

  /** The jobs that agents have received, in all queues. */
  get received(): readonly ReceivedJob[] {
    return this.#usable().flatMap(([, { reading }]) => reading.received);
  }

  /** Age of the oldest reading, in milliseconds; infinity if a queue has not been read. */
  get age(): number {
    return Math.max(...this.sources.map((source) => this.#clock.now() - (this.#used.get(source)?.readAt ?? Number.NEGATIVE_INFINITY)));
  }

  /** The start of the oldest reading that is in use. */
  get oldestReadAt(): number {
    return Math.min(...this.#usable().map(([, { readAt }]) => readAt));
  }

  #usable(): readonly (readonly [QueueSource, UsedState])[] {
    return [...this.#used].filter(([, { usableUntil }]) => this.#clock.now() <= usableUntil);
  }
}
