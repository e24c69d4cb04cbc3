import { SCALE_SET } from '../../../../config/timings';
import type { JobEvent, Message, Statistics } from '../../../../providers/github/client/types';
import type { World } from './agent-life';
import type { Range } from './random';
import type { ServiceAgent, ServiceEvent, ServiceJob } from './service';

/** How GitHub reports jobs. Times are in milliseconds. */
export interface Reporting {
  /** From an event until a message has it. */
  readonly eventTakes: Range;
  /** Of a hundred events, how many are late, and by how much. */
  readonly late: number;
  readonly lateTakes: Range;
  /** Of a hundred events that a job has ended, how many are lost. */
  readonly lostEnds: number;
  /** From an answer of GitHub until the scaler has it. */
  readonly answerTakes: Range;
  /** Of a hundred messages, how many come again although they were acknowledged. */
  readonly repeats: number;
  /** How long GitHub counts a job as running whose runner was killed. */
  readonly noticesAfter: number;
}

export const PROMPT: Reporting = {
  eventTakes: [10, 300],
  late: 0,
  lateTakes: [0, 0],
  lostEnds: 0,
  answerTakes: [5, 50],
  repeats: 0,
  noticesAfter: 12 * 60_000,
};

/** GitHub ends a session that has not polled for this long. */
const ABANDONED = 91_000;

/** The message queue of a scale set: messages stay until they are acknowledged, and statistics are those of the answer. */
export class ScaleSetQueue {
  readonly #world: World;
  readonly #reporting: Reporting;
  readonly #pending: { readonly id: number; readonly events: readonly JobEvent[] }[] = [];
  #lastId = 0;
  #session: object | undefined;
  #usedAt = 0;
  #wake = () => {};

  constructor(world: World, reporting: Reporting) {
    this.#world = world;
    this.#reporting = reporting;
    world.service.onEvent = (kind, job, agent) => this.#report(kind, job, agent);
    world.service.noticesAfter = reporting.noticesAfter;
  }

  get statistics(): Statistics {
    const open = this.#world.service.jobs.filter(({ over }) => !over);
    const running = open.filter(({ receivedAt }) => receivedAt !== undefined).length;
    return { available: 0, acquired: 0, assigned: open.length, running, registered: 0, busy: 0, idle: 0 };
  }

  /** Opens a session. Undefined if another is open. */
  open(): object | undefined {
    const { clock } = this.#world;
    if (this.#session !== undefined && clock.now - this.#usedAt <= ABANDONED) return undefined;
    this.#session = {};
    this.#usedAt = clock.now;
    return this.#session;
  }

  close(session: object): void {
    if (this.#session === session) this.#session = undefined;
  }

  /** Waits for a message. @param receive gets it, or undefined if there is none. Not called if the session has ended */
  poll(session: object, receive: (message: Message | undefined) => void): void {
    const { clock, random } = this.#world;
    if (this.#session !== session) return;
    this.#usedAt = clock.now;
    let isDone = false;
    const answer = (message: Message | undefined) => {
      isDone = true;
      this.#usedAt = clock.now;
      clock.in(random.in(this.#reporting.answerTakes), () => receive(message));
    };
    const look = () => {
      if (isDone || this.#session !== session) return;
      const [next] = this.#pending;
      if (next !== undefined) answer({ ...next, statistics: this.statistics });
    };
    this.#wake = look;
    look();
    clock.in(SCALE_SET.longPoll.milliseconds, () => !isDone && this.#session === session && answer(undefined));
  }

  acknowledge(id: number): void {
    const [first] = this.#pending;
    const { random } = this.#world;
    if (first?.id === id && random.in([1, 100]) > this.#reporting.repeats) this.#pending.shift();
  }

  #report(kind: ServiceEvent, job: ServiceJob, agent: ServiceAgent | undefined): void {
    const { clock, random } = this.#world;
    const { eventTakes, late, lateTakes, lostEnds } = this.#reporting;
    if (kind === 'completed' && random.in([1, 100]) <= lostEnds) return;
    const event: JobEvent = {
      kind,
      jobId: `${job.id}`,
      requestId: 0,
      runnerName: agent?.name,
      result: undefined,
      queuedAt: job.queuedAt,
      startedAt: job.receivedAt,
    };
    clock.in(random.in(random.in([1, 100]) <= late ? lateTakes : eventTakes), () => {
      this.#pending.push({ id: ++this.#lastId, events: [event] });
      this.#wake();
    });
  }
}
