import type { Message } from '../../../providers/github/client/types';
import { answerOf } from './answer-of';

/**
 * How far the messages of a scale set have been read, and which of its jobs have to be acquired. Messages have rising ids, over all
 * sessions of the scale set. One that was not acknowledged comes again.
 */
export class QueuePosition {
  #lastMessageId = 0;
  #isFirst = true;
  readonly #available = new Set<number>();

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

  /** Reads a message. Returns what it says. */
  take(message: Message): ReturnType<typeof answerOf> {
    const answer = answerOf(message, { isRepeated: !this.isNew(message), isOld: this.#isFirst });
    this.#isFirst = false;
    this.#lastMessageId = Math.max(this.#lastMessageId, message.id);
    for (const { kind, requestId } of message.events) if (kind === 'available' && requestId > 0) this.#available.add(requestId);
    return answer;
  }

  /** The jobs to acquire. */
  get available(): readonly number[] {
    return [...this.#available];
  }

  /** Notes that these jobs need not be acquired any more. */
  forget(requestIds: readonly number[]): void {
    for (const id of requestIds) this.#available.delete(id);
  }
}
