import type { Statistics } from '../state/statistics';

/** A message as a poll returns it. */
export interface MessageAnswer {
  readonly messageId: number;
  readonly messageType: string;
  /** A JSON array in a string; empty without events. */
  readonly body: string;
  readonly statistics: Statistics | null;
}

/**
 * What is wrong with a message:
 * - `no-statistics`: the statistics are null
 * - `unknown-event`: one more event, of a type that clients do not know
 * - `unknown-fields`: more fields, in the message and in each event
 * - `unknown-type`: another type of message
 * - an object: other statistics
 */
export type MessageChange = 'no-statistics' | 'unknown-event' | 'unknown-fields' | 'unknown-type' | Partial<Statistics>;

/** Changes the next messages. */
export class MessageChanges {
  readonly #changes: { readonly change: MessageChange; times: number }[] = [];

  add(change: MessageChange, times: number): void {
    this.#changes.push({ change, times });
  }

  /** Applies the oldest change, and counts it. */
  apply(message: MessageAnswer): object {
    const [next] = this.#changes;
    if (next === undefined) return message;
    next.times--;
    if (next.times <= 0) this.#changes.shift();
    return changed(message, next.change);
  }
}

function changed(message: MessageAnswer, change: MessageChange): object {
  switch (change) {
    case 'no-statistics':
      return { ...message, statistics: null };
    case 'unknown-event':
      return {
        ...message,
        body: JSON.stringify([...eventsOf(message), { messageType: 'JobPostponed', runnerRequestId: 0, jobId: 'unknown' }]),
      };
    case 'unknown-fields':
      return { ...message, region: 'west', body: JSON.stringify(eventsOf(message).map((event) => ({ ...event, priority: { value: 1 } }))) };
    case 'unknown-type':
      return { ...message, messageType: 'RunnerScaleSetMaintenance' };
    default:
      return { ...message, statistics: message.statistics && { ...message.statistics, ...change } };
  }
}

const eventsOf = ({ body }: MessageAnswer): object[] => (body === '' ? [] : JSON.parse(body));
