import { randomUUID } from 'node:crypto';

/** A poll that is held until a message arrives. */
export interface HeldPoll {
  /** Answers with the oldest message, if there is one. */
  wake(): void;
  /** Answers that there is no message. */
  release(): void;
  fail(error: Error): void;
}

/** The session of a scale set. */
export class QueueSession {
  readonly id = randomUUID();
  readonly owner: string;
  /** Text of the newest queue token. */
  token = '';
  /** Part of `messageQueueUrl`; a refresh may change it. */
  generation = 1;
  /** The capacity that the last poll announced; undefined before the first poll. */
  capacity: number | undefined;
  poll: HeldPoll | undefined;

  constructor(owner: string) {
    this.owner = owner;
  }

  /** A session that announced 0 gets no jobs, no messages and no statistics. */
  get isBlind(): boolean {
    return this.capacity === 0;
  }
}
