import type { AssignedJobs } from '../../../providers/contract/assigned-jobs';
import type { JobEvent, Message } from '../../../providers/github/client/types';
import { answerOf } from './answer-of';

/** How many events are remembered, to know those that come again: twenty full messages. */
const REMEMBERED = 1000;

/**
 * How far the messages of a scale set have been read, and which of its jobs have to be acquired. Messages have rising ids, over all
 * sessions of the scale set. One that was not acknowledged comes again, and an event may come again in another message.
 */
export class QueuePosition {
  #lastMessageId = 0;
  #isFirst = true;
  readonly #available = new Set<number>();
  /** Events that have come, the oldest first. */
  readonly #seen = new Set<string>();

  /** The id of the newest message that has come; 0 before the first one. */
  get lastMessageId(): number {
    return this.#lastMessageId;
  }

  /** Call when a session begins: its first message may be old. */
  beginSession(): void {
    this.#isFirst = true;
  }

  /** Whether a message has not come before. */
  isNew({ id }: Message): boolean {
    return id > this.#lastMessageId;
  }

  /** Reads a message. Returns what it says that was not known. */
  take({ id, events, statistics }: Message): AssignedJobs {
    const isOld = this.#isFirst;
    this.#isFirst = false;
    this.#lastMessageId = Math.max(this.#lastMessageId, id);
    for (const { kind, requestId } of events) if (kind === 'available' && requestId > 0) this.#available.add(requestId);
    return answerOf({ statistics, events: events.filter((event) => this.#remember(event)), isOld });
  }

  /** The jobs to acquire. */
  get available(): readonly number[] {
    return [...this.#available];
  }

  /** Notes that these jobs need not be acquired any more. */
  forget(requestIds: readonly number[]): void {
    for (const id of requestIds) this.#available.delete(id);
  }

  /** Returns false if the event has come before. Each assignment of a job has an id of its own. */
  #remember({ kind, jobId }: JobEvent): boolean {
    const key = `${kind} ${jobId}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    const [oldest] = this.#seen;
    if (this.#seen.size > REMEMBERED && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
