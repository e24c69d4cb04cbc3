import { unsignedJwt } from '../identity/jwt';
import type { Tokens } from '../identity/tokens';
import { ActionsError, scaleSetNotFound, sessionConflict, sessionExpired, sessionLost, unauthorized } from '../service-error';
import type { QueuedMessage } from './message-queue';
import { QueueSession } from './queue-session';
import type { ScaleSet } from './scale-set';
import type { Store } from './store';
import { Timers } from './timers';

/** What a poll says about its session. */
export interface PollOptions {
  /** Undefined if the poll announces no capacity. */
  readonly capacity: number | undefined;
  /** Of the URL that was polled. */
  readonly generation: number;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
}

/** The sessions of scale sets: at most one for each, which expires without polls. */
export class QueueSessions {
  readonly #store: Store;
  readonly #tokens: Tokens;
  readonly #expiry: Timers<string>;
  /** Sessions whose scale set was deleted, with its id. */
  readonly #orphans = new Map<string, number>();

  constructor(store: Store, tokens: Tokens) {
    this.#store = store;
    this.#tokens = tokens;
    this.#expiry = new Timers(store.clock);
  }

  /** @throws ActionsError 409 if another session is open, even one of the same owner */
  open(set: ScaleSet, owner: string): QueueSession {
    if (set.session !== undefined) throw sessionConflict(set.fields.name, set.session.owner);
    const session = new QueueSession(owner);
    set.session = session;
    this.#issueToken(session);
    this.#expectPoll(set, session);
    this.#store.changed();
    return session;
  }

  /** Issues another queue token; the old one remains valid. @throws ActionsError 404 for a session that is not open */
  refresh(set: ScaleSet, sessionId: string): QueueSession {
    const { session } = set;
    if (session?.id !== sessionId) throw sessionLost();
    this.#issueToken(session);
    if (this.#store.settings.changesQueueUrl) session.generation++;
    return session;
  }

  /** @throws ActionsError 400 for a session that is not open */
  close(set: ScaleSet, sessionId: string): void {
    if (set.session?.id !== sessionId) throw sessionExpired(sessionId);
    this.end(set);
  }

  /** Ends the session of a scale set, if it has one; its poll is refused. */
  end(set: ScaleSet, isDeleted = false): void {
    const { session } = set;
    if (session === undefined) return;
    set.session = undefined;
    this.#expiry.cancel(session.id);
    if (isDeleted) this.#orphans.set(session.id, set.id);
    session.poll?.fail(this.#refusal(session.id));
    this.#store.changed();
  }

  /** Returns the oldest message; undefined if none arrives while the poll is held. @throws ActionsError 401 or 404 if the session ends */
  poll(sessionId: string, { capacity, generation, gone }: PollOptions): Promise<QueuedMessage | undefined> {
    const { set, session } = this.#find(sessionId);
    if (generation !== session.generation) throw new ActionsError(404, 'VssResourceNotFoundException', 'There is no such message queue.');
    session.poll?.release();
    this.#expiry.cancel(session.id);
    if (capacity !== undefined && capacity !== session.capacity) {
      session.capacity = capacity;
      this.#store.changed();
    }
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        hold.cancel();
        gone.removeEventListener('abort', release);
        if (session.poll === held) session.poll = undefined;
        if (set.session === session && session.poll === undefined) this.#expectPoll(set, session);
        action();
      };
      const release = () => settle(() => resolve(undefined));
      const held = {
        wake: () => {
          const message = session.isBlind ? undefined : set.queue.deliver();
          if (message !== undefined) settle(() => resolve(message));
        },
        release,
        fail: (error: Error) => settle(() => reject(error)),
      };
      const hold = this.#store.clock.after(this.#store.settings.longPollMs, release);
      gone.addEventListener('abort', release);
      session.poll = held;
      if (gone.aborted) release();
      else held.wake();
    });
  }

  /** Removes a message; an unknown id is ignored. @throws ActionsError 401 or 404 if the session has ended */
  acknowledge(sessionId: string, messageId: number): void {
    const { set, session } = this.#find(sessionId);
    if (session.poll === undefined) this.#expectPoll(set, session);
    set.queue.acknowledge(messageId);
    this.#store.changed();
  }

  /** The scale set of an open session. @throws ActionsError 401 or 404 */
  scaleSetOf(sessionId: string): ScaleSet {
    return this.#find(sessionId).set;
  }

  /** Answers the held poll with the oldest message, after everything that happens now has been added to it. */
  wake(set: ScaleSet): void {
    queueMicrotask(() => set.session?.poll?.wake());
  }

  #find(sessionId: string): { set: ScaleSet; session: QueueSession } {
    for (const set of this.#store.scaleSets) if (set.session?.id === sessionId) return { set, session: set.session };
    throw this.#refusal(sessionId);
  }

  #refusal(sessionId: string): ActionsError {
    const deletedSet = this.#orphans.get(sessionId);
    if (deletedSet === undefined || this.#store.settings.deletedSetPoll === '401') return unauthorized();
    return scaleSetNotFound(deletedSet);
  }

  #issueToken(session: QueueSession): void {
    const seconds = this.#store.settings.queueTokenSeconds;
    const now = Math.floor(this.#store.clock.now() / 1000);
    session.token = unsignedJwt({ sub: session.id, iat: now, exp: now + seconds });
    this.#tokens.issue(session.token, { kind: 'queue', sessionId: session.id }, seconds);
  }

  #expectPoll(set: ScaleSet, session: QueueSession): void {
    this.#expiry.start(session.id, this.#store.settings.sessionExpiryMs, () => {
      if (set.session === session) this.end(set);
    });
  }
}
