import type { JobEvent } from './job-event';

/** Most parts that one message has (actions/scaleset, README.md). */
const MAX_EVENTS = 50;

/** A message to the session of a scale set. It is the same whenever it is sent; the statistics are those of the moment. */
export interface QueuedMessage {
  readonly messageId: number;
  /** None for a message that brings only statistics. */
  readonly events: readonly JobEvent[];
}

/** The messages to one scale set, whether it has a session or not. Ids are never used again. */
export class MessageQueue {
  #messages: (QueuedMessage & { readonly events: JobEvent[]; closed: boolean })[] = [];
  #lastId = 0;
  #acknowledged: QueuedMessage | undefined;

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** Adds to the last message, unless that was delivered or is full. */
  add(event: JobEvent): void {
    const last = this.#messages.at(-1);
    if (last !== undefined && !last.closed && last.events.length < MAX_EVENTS) last.events.push(event);
    else this.#messages.push({ messageId: ++this.#lastId, events: [event], closed: false });
  }

  /** Adds a message without events. */
  addStatistics(): void {
    this.#messages.push({ messageId: ++this.#lastId, events: [], closed: true });
  }

  /** Adds the events of the message that was acknowledged last, under a new id. */
  repeat(): void {
    if (this.#acknowledged === undefined) return;
    this.#messages.push({ messageId: ++this.#lastId, events: [...this.#acknowledged.events], closed: true });
  }

  /** Sends the message that was acknowledged last once more, with its id. */
  redeliver(): void {
    if (this.#acknowledged === undefined) return;
    this.#messages.unshift({ ...this.#acknowledged, events: [...this.#acknowledged.events], closed: true });
  }

  /** The oldest message, which remains until it is acknowledged and does not change any more. */
  deliver(): QueuedMessage | undefined {
    const [oldest] = this.#messages;
    if (oldest === undefined) return undefined;
    oldest.closed = true;
    return { messageId: oldest.messageId, events: [...oldest.events] };
  }

  /** Removes a message; an unknown id is ignored. */
  acknowledge(messageId: number): void {
    const index = this.#messages.findIndex((message) => message.messageId === messageId);
    const [removed] = index < 0 ? [] : this.#messages.splice(index, 1);
    this.#acknowledged = removed ?? this.#acknowledged;
  }
}
