import { randomUUID } from 'node:crypto';
import { ActionsError, runnerNotFound } from '../service-error';
import type { Runner } from './runner';
import type { Store } from './store';
import { Timers } from './timers';

/** A message to the listener of a runner. */
export interface RunnerMessage {
  readonly messageId: number;
  readonly messageType: 'RunnerJobRequest' | 'JobCancellation';
  /** The id of the job in messages. */
  readonly jobId: string;
}

interface OpenSession {
  readonly id: string;
  readonly owner: string;
  readonly runnerId: number;
  readonly clientId: string;
  messages: RunnerMessage[];
  lastMessageId: number;
  /** Answers the poll that is held: with a message, without one, or with an error. */
  answer?: ((result: RunnerMessage | undefined | Error) => void) | undefined;
}

/** The sessions of listeners, one for each runner. A session without polls ends, and its runner is offline. */
export class RunnerSessions {
  readonly #sessions = new Map<string, OpenSession>();
  readonly #store: Store;
  readonly #expiry: Timers<string>;

  constructor(store: Store) {
    this.#store = store;
    this.#expiry = new Timers(store.clock);
  }

  /** Returns the id of the session. @throws ActionsError 409 if the runner has one */
  open(runner: Runner, owner: string): string {
    const existing = this.#of(runner.id);
    if (existing !== undefined) {
      const message = `The task agent ${runner.name} already has an active session for owner ${existing.owner}.`;
      throw new ActionsError(409, 'TaskAgentSessionConflictException', message);
    }
    const session: OpenSession = {
      id: randomUUID(),
      owner,
      runnerId: runner.id,
      clientId: runner.clientId,
      messages: [],
      lastMessageId: 0,
    };
    this.#sessions.set(session.id, session);
    this.#expectPoll(session);
    this.#store.putRunner({ ...runner, status: 'online' });
    return session.id;
  }

  /** Closes the session of a runner, if it has one. */
  close(runnerId: number): void {
    const session = this.#of(runnerId);
    if (session !== undefined) this.#end(session, undefined);
  }

  /** Ends the session of a runner whose registration is gone. A poll of its listener is refused, unless it has had its job. */
  forget(runner: Runner, hadJob: boolean): void {
    const session = this.#of(runner.id);
    if (session !== undefined) this.#end(session, hadJob ? undefined : runnerNotFound(runner.id));
  }

  /** Returns whether the runner has a session, which gets the message. */
  send(runnerId: number, messageType: RunnerMessage['messageType'], jobId: string): boolean {
    const session = this.#of(runnerId);
    if (session === undefined) return false;
    session.messages.push({ messageId: ++session.lastMessageId, messageType, jobId });
    session.answer?.(session.messages.shift());
    return true;
  }

  /** Deletes the unread messages about a job. */
  withdraw(runnerId: number, jobId: string): void {
    const session = this.#of(runnerId);
    if (session !== undefined) session.messages = session.messages.filter((message) => message.jobId !== jobId);
  }

  /**
   * Returns the next message, or undefined if none arrives while the poll is held. A session may outlive the registration, if its
   * runner has lost an assignment.
   *
   * @throws ActionsError 404 if the registration is gone with the session, otherwise 400 if the session is not open
   */
  poll(clientId: string, sessionId: string, gone: AbortSignal): Promise<RunnerMessage | undefined> {
    const session = this.#sessions.get(sessionId);
    if (session?.clientId !== clientId) {
      if (!this.#store.runners.some((runner) => runner.clientId === clientId)) throw runnerNotFound(clientId);
      throw new ActionsError(400, 'TaskAgentSessionExpiredException', `The session ${sessionId} has expired.`);
    }
    session.answer?.(undefined);
    this.#expiry.cancel(session.id);
    return new Promise((resolve, reject) => {
      const answer = (result: RunnerMessage | undefined | Error) => {
        hold.cancel();
        gone.removeEventListener('abort', release);
        session.answer = undefined;
        if (this.#sessions.has(session.id)) this.#expectPoll(session);
        if (result instanceof Error) reject(result);
        else resolve(result);
      };
      const release = () => answer(undefined);
      const hold = this.#store.clock.after(this.#store.settings.longPollMs, release);
      gone.addEventListener('abort', release);
      session.answer = answer;
      if (gone.aborted || session.messages.length > 0) answer(gone.aborted ? undefined : session.messages.shift());
    });
  }

  #of(runnerId: number): OpenSession | undefined {
    return [...this.#sessions.values()].find((session) => session.runnerId === runnerId);
  }

  #end(session: OpenSession, result: Error | undefined): void {
    this.#sessions.delete(session.id);
    this.#expiry.cancel(session.id);
    session.answer?.(result);
    const runner = this.#store.findRunner(session.runnerId);
    if (runner !== undefined) this.#store.putRunner({ ...runner, status: 'offline' });
  }

  #expectPoll(session: OpenSession): void {
    this.#expiry.start(session.id, this.#store.settings.runnerLostMs, () => this.#end(session, undefined));
  }
}
