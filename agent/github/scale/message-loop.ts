import { SCALE_SET } from '../../../config/timings';
import type { Clock } from '../../../lib/clock';
import { reason } from '../../../lib/reason';
import { untilAborted } from '../../../lib/until-aborted';
import { type AssignedJobsSink, NO_NEWS } from '../../../providers/contract/assigned-jobs';
import { isTransient } from '../../../providers/contract/service-error';
import type { Session, SessionAnswer } from '../../../providers/github/client/client';
import type { Message, ScaleSet, Statistics } from '../../../providers/github/client/types';
import type { Log } from '../../process/log';
import type { RunnerPoolEntry } from '../../settings/scaler-entry';
import { countOf } from './answer-of';
import { backoffMs } from './backoff';
import { Failures } from './failures';
import { QueuePosition } from './queue-position';

/** As many as actions/scaleset makes (common_client.go). */
const ACQUIRE_ATTEMPTS = 5;

/** When to stop reading. */
export interface Reading {
  /** Aborted when the scaler is asked to stop, also in the middle of a poll. */
  readonly stop: AbortSignal;
  /** Asked before each poll. */
  readonly isOver: () => boolean;
}

export interface MessageLoopParts {
  readonly entry: Pick<RunnerPoolEntry, 'name' | 'scaleSet' | 'maxAgents'>;
  readonly sink: AssignedJobsSink;
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads the messages of one scale set, in one session after the other, and does what they ask for. */
export class MessageLoop {
  readonly #parts: MessageLoopParts;
  readonly #failures: Failures;
  #scaleSetId: number | undefined;
  #position = new QueuePosition();
  /** How many answers in a row came too soon to be those of a poll that has waited. */
  #quickAnswers = 0;
  /** The last numbers, and when they came. Undefined if a message had none. */
  #counted: { readonly assigned: number; readonly at: number } | undefined;
  /** How many messages in a row had no numbers. */
  #uncounted = 0;
  /** How often in a row the same jobs could not be acquired. */
  #unacquired = 0;

  constructor(parts: MessageLoopParts) {
    this.#parts = parts;
    this.#failures = new Failures(`read the messages of scale set ${parts.entry.scaleSet.name}`, parts.log);
  }

  /**
   * Reads until that is over, or until a new session should be opened, to get new numbers. Failures that may pass are tried again in
   * the same session, until GitHub has given it up. @throws any other error
   */
  async run({ id }: Pick<ScaleSet, 'id'>, { session, statistics }: SessionAnswer, { stop, isOver }: Reading): Promise<void> {
    const { clock, entry, sink } = this.#parts;
    if (this.#scaleSetId !== id) this.#beginScaleSet(id);
    this.#position.beginSession();
    this.#quickAnswers = 0;
    this.#counted = { assigned: statistics.assigned, at: clock.now() };
    sink.noteAnswer(entry.name, { ...NO_NEWS, count: countOf(statistics) });
    let workedAt = clock.now();
    while (!stop.aborted && !isOver() && !this.#needsCount) {
      try {
        const waitMs = await this.#poll(session, stop);
        workedAt = clock.now();
        await clock.sleep(waitMs, stop);
      } catch (error) {
        // Its address may be one that never answers again. Only a new session has another.
        if (!isTransient(error) || clock.now() - workedAt >= SCALE_SET.givenUp.milliseconds) throw error;
        sink.noteFailure(entry.name);
        await clock.sleep(this.noteFailure(error), stop);
      }
    }
  }

  #beginScaleSet(id: number): void {
    const { entry, sink } = this.#parts;
    // The one before was deleted: the jobs of its runners are not among those of this one.
    if (this.#scaleSetId !== undefined) sink.noteRecreated(entry.name);
    this.#scaleSetId = id;
    this.#position = new QueuePosition();
  }

  /** Notes a failure. Returns how long to wait before the next attempt, in milliseconds. */
  noteFailure(error: unknown): number {
    return this.#failures.note(error);
  }

  #noteCount(statistics: Statistics | undefined): void {
    this.#counted = statistics && { assigned: statistics.assigned, at: this.#parts.clock.now() };
    this.#uncounted = statistics === undefined ? this.#uncounted + 1 : 0;
  }

  /** Whether the numbers are not known, or old: the message that the last job has ended may be late, or may never come. */
  get #needsCount(): boolean {
    if (this.#counted === undefined) return true;
    const { assigned, at } = this.#counted;
    return assigned > 0 && this.#parts.clock.now() - at >= SCALE_SET.recount.milliseconds;
  }

  /** One poll, and what its message asks for. Returns how long to wait before the next one: only if the answers come too soon. */
  async #poll(session: Session, stop: AbortSignal): Promise<number> {
    const { clock, entry, sink } = this.#parts;
    await this.#acquire(session, stop);
    const startedAt = clock.now();
    const { lastMessageId } = this.#position;
    // With a capacity of 0, GitHub would report nothing.
    const message = await session.poll({ lastMessageId, capacity: Math.max(1, entry.maxAgents), signal: stop });
    if (message === undefined && stop.aborted) return 0;
    const isNew = message !== undefined && this.#position.isNew(message);
    if (message === undefined) sink.noteAnswer(entry.name, NO_NEWS);
    else await this.#handle(session, message, stop);
    this.#failures.noteSuccess();
    const hasWaited = clock.now() - startedAt >= SCALE_SET.quickAnswer.milliseconds;
    this.#quickAnswers = isNew || hasWaited ? 0 : this.#quickAnswers + 1;
    return backoffMs(Math.max(this.#quickAnswers, this.#uncounted - 1));
  }

  /**
   * Acknowledges a message before it handles it, as GitHub's own listener does (actions/scaleset, listener.go): a message that
   * cannot be handled would come again without end. A message that cannot be acknowledged counts too, and comes again. So an answer
   * that is not there when the scaler stops is not waited for: the session must be closed in time.
   */
  async #handle(session: Session, message: Message, stop: AbortSignal): Promise<void> {
    const acknowledged = session.acknowledge(message.id);
    this.#noteCount(message.statistics);
    // Without waiting for that answer, which may be slow: an agent may be needed.
    this.#parts.sink.noteAnswer(this.#parts.entry.name, this.#position.take(message));
    await untilAborted(acknowledged, stop);
    await this.#acquire(session, stop);
  }

  /** Takes the jobs that GitHub offers to this scale set. GitHub Enterprise Server waits for it, github.com assigns jobs by itself. */
  async #acquire(session: Session, stop: AbortSignal): Promise<void> {
    const { available } = this.#position;
    if (available.length === 0 || stop.aborted) return;
    try {
      const acquired = await untilAborted(session.acquire(available), stop);
      if (acquired === undefined) return;
      const lost = available.length - acquired.length;
      if (lost > 0) this.#parts.log.info('other scale sets have acquired jobs first', { entry: this.#parts.entry.name, jobs: lost });
      this.#leave(available);
    } catch (error) {
      this.#unacquired += 1;
      // Those that fail again and again must not keep the next messages from being read.
      if (!isTransient(error) || this.#unacquired >= ACQUIRE_ATTEMPTS) {
        const { entry, log } = this.#parts;
        log.warn('jobs that GitHub has offered could not be acquired', {
          entry: entry.name,
          jobs: available.length,
          reason: reason(error),
        });
        this.#leave(available);
      }
      throw error;
    }
  }

  #leave(requestIds: readonly number[]): void {
    this.#position.forget(requestIds);
    this.#unacquired = 0;
  }
}
