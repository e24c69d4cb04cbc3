import { randomUUID } from 'node:crypto';
import type { Timer } from '../clock';
import { ServiceError, sessionExpired } from '../service-error';
import { type Agent, sessionEnded, sessionOpened } from './agent';
import type { AgentPool } from './agent-pool';
import type { Store } from './store';

/** What an agent is told through its session. */
export interface Message {
  readonly messageId: number;
  readonly messageType: 'PipelineAgentJobRequest' | 'JobCancelMessage';
  readonly requestId: number;
  /** JSON, as text. */
  readonly body: string;
}

/** A message before it is sent. */
export type NewMessage = Omit<Message, 'messageId'>;

/** The line to one listener. */
export interface Session {
  readonly sessionId: string;
  readonly ownerName: string;
  readonly poolId: number;
  readonly agentId: number;
}

interface Line extends Session {
  messages: Message[];
  lastId: number;
  /** Each ends a poll that is being held. */
  readonly polls: Set<(message: Message | undefined) => void>;
  expiry?: Timer | undefined;
}

/** Sessions of listeners: one for each agent, dropped when nobody polls it. */
export class Sessions {
  readonly #lines = new Map<string, Line>();
  readonly #store: Store;
  #ended: (pool: AgentPool, agent: Agent) => void = () => {};

  constructor(store: Store) {
    this.#store = store;
  }

  /** Calls back with each agent whose session has ended. */
  whenEnded(callback: (pool: AgentPool, agent: Agent) => void): void {
    this.#ended = callback;
  }

  /** @throws ServiceError 404 for an unknown agent, 409 when the agent has a session */
  open(pool: AgentPool, agentId: number, ownerName: string): Session {
    const agent = pool.agent(agentId);
    const present = this.#lines.get(agent.sessionId ?? '');
    if (present !== undefined) {
      const message = `The task agent ${agent.name} already has an active session for owner ${present.ownerName}.`;
      throw new ServiceError(409, 'TaskAgentSessionConflictException', message);
    }
    const line: Line = { sessionId: randomUUID(), ownerName, poolId: pool.id, agentId, messages: [], lastId: 0, polls: new Set() };
    this.#lines.set(line.sessionId, line);
    this.#expectPoll(line);
    pool.putAgent(sessionOpened(agent, line.sessionId, this.#store.clock.now()));
    return line;
  }

  /** @throws ServiceError 400 when there is no such session (any more) */
  find(sessionId: string): Session {
    return this.#line(sessionId);
  }

  /** Ends a session; that of a deleted agent too. */
  close(sessionId: string): void {
    const line = this.#lines.get(sessionId);
    if (line === undefined) return;
    this.#lines.delete(sessionId);
    answerAll(line, undefined);
    line.expiry?.cancel();
    const pool = this.#store.pool(line.poolId);
    const agent = pool.agents.find(({ id }) => id === line.agentId);
    if (agent === undefined) return;
    pool.putAgent(sessionEnded(agent, this.#store.clock.now()));
    this.#ended(pool, agent);
  }

  send(agent: Agent, message: NewMessage): void {
    const line = this.#lines.get(agent.sessionId ?? '');
    if (line === undefined) return;
    line.messages.push({ messageId: ++line.lastId, ...message });
    answerAll(line, line.messages.at(-1));
  }

  /** Forgets what the agent was to be told about a request. */
  withdraw(agent: Agent, requestId: number): void {
    const line = this.#lines.get(agent.sessionId ?? '');
    if (line !== undefined) line.messages = line.messages.filter((message) => message.requestId !== requestId);
  }

  /** The next message, or undefined when none comes in the time that a poll is held. An agent has two polls at a time. */
  poll(sessionId: string, lastMessageId: number, gone: AbortSignal): Promise<Message | undefined> {
    const line = this.#line(sessionId);
    line.expiry?.cancel();
    return new Promise((resolve) => {
      const answer = (message: Message | undefined) => {
        hold.cancel();
        gone.removeEventListener('abort', nobody);
        line.polls.delete(answer);
        if (line.polls.size === 0) this.#expectPoll(line);
        resolve(message);
      };
      const nobody = () => answer(undefined);
      const hold = this.#store.clock.after(this.#store.settings.longPollMs, nobody);
      gone.addEventListener('abort', nobody);
      line.polls.add(answer);
      const waiting = line.messages.find(({ messageId }) => messageId > lastMessageId);
      if (waiting !== undefined || gone.aborted) answer(waiting);
    });
  }

  acknowledge(sessionId: string, messageId: number): void {
    const line = this.#line(sessionId);
    line.messages = line.messages.filter((message) => message.messageId !== messageId);
  }

  #line(sessionId: string): Line {
    const line = this.#lines.get(sessionId);
    if (line === undefined) throw sessionExpired(sessionId);
    return line;
  }

  #expectPoll(line: Line): void {
    if (!this.#lines.has(line.sessionId)) return;
    line.expiry?.cancel();
    line.expiry = this.#store.clock.after(this.#store.settings.sessionExpiryMs, () => this.close(line.sessionId));
  }
}

function answerAll(line: Line, message: Message | undefined): void {
  for (const answer of [...line.polls]) answer(message);
}
