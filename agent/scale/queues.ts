import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { QueuedJob, QueueReading, QueueSource, ReceivedJob } from '../../providers/contract/queue';
import type { PollInterval } from './poll-interval';

interface QueueState {
  readonly reading: QueueReading;
  /** When the reading began, by this machine's clock. */
  readonly readAt: number;
}

/** The last readings of all queues. */
export class Queues {
  readonly sources: readonly QueueSource[];
  readonly #interval: PollInterval;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #read = new Map<QueueSource, QueueState>();
  readonly #states = new Map<QueueSource, QueueState>();

  constructor(sources: readonly QueueSource[], interval: PollInterval, clock: Pick<Clock, 'now'>) {
    this.sources = sources;
    this.#interval = interval;
    this.#clock = clock;
  }

  /** Reads one queue. The reading is used after `publish`. @throws ServiceError, after which the old reading holds until it is stale */
  async read(source: QueueSource): Promise<QueueReading> {
    const readAt = this.#clock.now();
    const reading = await source.read();
    this.#read.set(source, { reading, readAt });
    return reading;
  }

  /** Puts the new readings to use. Call when Jobs and pods have been listed after them. */
  publish(): void {
    for (const [source, state] of this.#read) this.#states.set(source, state);
    this.#read.clear();
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

  /** The jobs that agents have received, in all queues. */
  get received(): readonly ReceivedJob[] {
    return this.#usable().flatMap(([, { reading }]) => reading.received);
  }

  /** Age of the oldest reading, in milliseconds; infinity if a queue has not been read. */
  get age(): number {
    return Math.max(...this.sources.map((source) => this.#clock.now() - (this.#states.get(source)?.readAt ?? Number.NEGATIVE_INFINITY)));
  }

  /** The start of the oldest reading that is in use. */
  get oldestReadAt(): number {
    return Math.min(...this.#usable().map(([, { readAt }]) => readAt));
  }

  /** A reading is of use for some seconds, and for longer if the service asks for fewer calls. */
  #usable(): readonly (readonly [QueueSource, QueueState])[] {
    const oldest = this.#clock.now() - Math.max(SCALER.stale.milliseconds, 2 * this.#interval.ms);
    return [...this.#states].filter(([, { readAt }]) => readAt >= oldest);
  }
}
