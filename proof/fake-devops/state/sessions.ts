import { randomUUID } from 'node:crypto';
import type { Timer } from '../clock';
import { ServiceError, sessionExpired } from '../service-error';
import { type Agent, sessionEnded, sessionOpened } from './agent';
import type { AgentPool } from './agent-pool';
import type { Store } from './store';

/** A message to an agent, sent through its session. */
export interface Message {
  readonly messageId: number;
  readonly messageType: 'PipelineAgentJobRequest' | 'JobCancelMessage';
  readonly requestId: number;
  /** JSON in a string. */
  readonly body: string;
}

/** A message before it is sent. */
export type NewMessage = Omit<Message, 'messageId'>;

/** The session of one listener. */
export interface Session {
  readonly sessionId: string;
  readonly ownerName: string;
  readonly poolId: number;
  readonly agentId: number;
}

interface OpenSession extends Session {
  messages: Message[];
  lastMessageId: number;
  /** Callbacks that answer the polls that are held. */
  readonly polls: Set<(message: Message | undefined) => void>;
  expiry?: Timer | undefined;
}

/** Sessions of listeners, one for each agent. A session without polls expires. */
export class Sessions {
  readonly #sessions = new Map<string, OpenSession>();
  readonly #store: Store;
  #onEnd: (pool: AgentPool, agent: Agent) => void = () => {};

  constructor(store: Store) {
    this.#store = store;
  }

  /** Calls back with each agent whose session ends. */
  whenEnded(callback: (pool: AgentPool, agent: Agent) => void): void {
    this.#onEnd = callback;
  }

  /** @throws ServiceError 404 for an unknown agent, 409 if the agent already has a session */
  open(pool: AgentPool, agentId: number, ownerName: string): Session {
    const agent = pool.agent(agentId);
    const existing = this.#sessions.get(agent.sessionId ?? '');
    if (existing !== undefined) {
      const message = `The task agent ${agent.name} already has an active session for owner ${existing.ownerName}.`;
      throw new ServiceError(409, 'TaskAgentSessionConflictException', message);
    }
    const session: OpenSession = {
      sessionId: randomUUID(),
      ownerName,
      poolId: pool.id,
      agentId,
      messages: [],
      lastMessageId: 0,
      polls: new Set(),
    };
    this.#sessions.set(session.sessionId, session);
    this.#expectPoll(session);
    pool.putAgent(sessionOpened(agent, session.sessionId, this.#store.clock.now()));
    return session;
  }

  /** @throws ServiceError 400 for a session that is unknown or closed */
  find(sessionId: string): Session {
    return this.#find(sessionId);
  }

  /** Closes a session, even one whose agent was deleted. */
  close(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    this.#sessions.delete(sessionId);
    answerAll(session, undefined);
    session.expiry?.cancel();
    const pool = this.#store.pool(session.poolId);
    const agent = pool.agents.find(({ id }) => id === session.agentId);
    if (agent === undefined) return;
    pool.putAgent(sessionEnded(agent, this.#store.clock.now()));
    this.#onEnd(pool, agent);
  }

  send(agent: Agent, message: NewMessage): void {
    const session = this.#sessions.get(agent.sessionId ?? '');
    if (session === undefined) return;
    session.messages.push({ messageId: ++session.lastMessageId, ...message });
    answerAll(session, session.messages.at(-1));
  }

  /** Deletes the unread messages about a request. */
  withdraw(agent: Agent, requestId: number): void {
    const session = this.#sessions.get(agent.sessionId ?? '');
    if (session !== undefined) session.messages = session.messages.filter((message) => message.requestId !== requestId);
  }

  /** Returns the next message, or undefined if none arrives while the poll is held. An agent holds two polls in parallel. */
  poll(sessionId: string, lastMessageId: number, gone: AbortSignal): Promise<Message | undefined> {
    const session = this.#find(sessionId);
    session.expiry?.cancel();
    return new Promise((resolve) => {
      const answer = (message: Message | undefined) => {
        hold.cancel();
        gone.removeEventListener('abort', answerEmpty);
        session.polls.delete(answer);
        if (session.polls.size === 0) this.#expectPoll(session);
        resolve(message);
      };
      const answerEmpty = () => answer(undefined);
      const hold = this.#store.clock.after(this.#store.settings.longPollMs, answerEmpty);
      gone.addEventListener('abort', answerEmpty);
      session.polls.add(answer);
      const unread = session.messages.find(({ messageId }) => messageId > lastMessageId);
      if (unread !== undefined || gone.aborted) answer(unread);
    });
  }

  acknowledge(sessionId: string, messageId: number): void {
    const session = this.#find(sessionId);
    session.messages = session.messages.filter((message) => message.messageId !== messageId);
  }

  #find(sessionId: string): OpenSession {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) throw sessionExpired(sessionId);
    return session;
  }

  #expectPoll(session: OpenSession): void {
    if (!this.#sessions.has(session.sessionId)) return;
    session.expiry?.cancel();
    session.expiry = this.#store.clock.after(this.#store.settings.sessionExpiryMs, () => this.close(session.sessionId));
  }
}

function answerAll(session: OpenSession, message: Message | undefined): void {
  for (const answer of [...session.polls]) answer(message);
}
