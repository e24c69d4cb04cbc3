import type { Clock } from '../../../../../lib/clock';
import type { AssignedJobs, AssignedJobsSink } from '../../../../../providers/contract/assigned-jobs';
import { type Fault, ServiceError } from '../../../../../providers/contract/service-error';
import type { Session } from '../../../../../providers/github/client/client';
import type { JobEvent, Message, Statistics } from '../../../../../providers/github/client/types';

export const numbers = (assigned: number, running = 0): Statistics => ({
  available: 0,
  acquired: 0,
  assigned,
  running,
  registered: 0,
  busy: 0,
  idle: 0,
});

export const event = (kind: JobEvent['kind'], changes: Partial<JobEvent> = {}): JobEvent => ({
  kind,
  jobId: 'job-1',
  requestId: 0,
  runnerName: undefined,
  result: undefined,
  queuedAt: undefined,
  startedAt: undefined,
  ...changes,
});

export const message = (id: number, statistics: Statistics | undefined, ...events: JobEvent[]): Message => ({ id, events, statistics });

export const fault = (fault: Fault, retryAfterMs?: number): ServiceError => new ServiceError(`a fault: ${fault}`, { fault, retryAfterMs });

/** An answer to a poll: a message, no message after a time, or an error. */
export type PollAnswer = Message | Error | { readonly emptyAfterMs: number };

/** A session whose answers a test has written. After the last one, each poll waits for as long as GitHub does. */
export class ScriptedSession implements Session {
  /** What was asked, in order: `poll <lastMessageId>`, `acknowledge <id>`, `acquire <ids>`, `close`. */
  readonly calls: string[] = [];
  readonly polledAt: number[] = [];
  readonly capacities: number[] = [];
  onAcknowledge: () => Promise<void> = async () => {};
  onAcquire: (ids: readonly number[]) => Promise<readonly number[]> = async (ids) => ids;
  onClose: () => Promise<void> = async () => {};
  readonly #answers: PollAnswer[];
  readonly #clock: Clock;

  constructor(clock: Clock, ...answers: PollAnswer[]) {
    this.#clock = clock;
    this.#answers = answers;
  }

  async poll({ lastMessageId, capacity, signal }: Parameters<Session['poll']>[0]): Promise<Message | undefined> {
    this.calls.push(`poll ${lastMessageId}`);
    this.polledAt.push(this.#clock.now());
    this.capacities.push(capacity);
    const answer = this.#answers.shift() ?? { emptyAfterMs: 50_000 };
    if (answer instanceof Error) throw answer;
    if (!('emptyAfterMs' in answer)) return answer;
    await this.#clock.sleep(answer.emptyAfterMs, signal);
    return undefined;
  }

  async acknowledge(messageId: number): Promise<void> {
    this.calls.push(`acknowledge ${messageId}`);
    await this.onAcknowledge();
  }

  async acquire(requestIds: readonly number[]): Promise<readonly number[]> {
    this.calls.push(`acquire ${requestIds}`);
    return this.onAcquire(requestIds);
  }

  async close(): Promise<void> {
    this.calls.push('close');
    await this.onClose();
  }
}

/** Records what is reported. */
export class RecordingSink implements AssignedJobsSink {
  readonly answers: AssignedJobs[] = [];
  /** The kinds of reports, in order. */
  readonly kinds: string[] = [];

  noteAnswer(_: string, jobs: AssignedJobs): void {
    this.answers.push(jobs);
    this.kinds.push('answer');
  }

  noteFailure(): void {
    this.kinds.push('failure');
  }

  noteRecreated(): void {
    this.kinds.push('recreated');
  }

  noteClosed(_: string, why: string): void {
    this.kinds.push(why);
  }

  get assigned(): readonly (number | undefined)[] {
    return this.answers.flatMap(({ count }) => (count === undefined ? [] : [count.assigned]));
  }
}
