import { hostname, release } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentSettings } from './agent-files';
import type { AgentServer, Message } from './agent-server';
import { CLOCK_SKEWED, isClockSkew } from './agent-token';
import { ServiceError } from './http';
import { reason } from './reason';
import { print, printError, stamp } from './terminal';
import { texts } from './texts';
import { AGENT_VERSION } from './version';

/** Pause before the next try to open a session. */
const OPEN_RETRY_MS = 30_000;
/** Number of conflicts, over 4 minutes, after which the agent gives up. */
const MAX_CONFLICTS = 8;
/** Pause after a failed poll. */
const POLL_RETRY_MS = 30_000;
/** Pause after a poll without a message: the mean of the agent's 5 to 15 s. */
const EMPTY_POLL_MS = 10_000;
/** Pause between polls of the second loop, which only keeps the session alive. */
const KEEP_ALIVE_MS = 30_000;
const CLOSE_TIMEOUT_MS = 30_000;

/**
 * Errors that the agent does not retry (azure-pipelines-agent, MessageListener.cs). The token endpoint's `invalid_client`, for
 * an unknown key, is not among them.
 */
const FINAL_ERRORS = ['TaskAgentNotFoundException', 'TaskAgentPoolNotFoundException', 'AccessDeniedException', 'VssUnauthorizedException'];
/** The agent's key was revoked: the listener exits with 0. */
const KEY_REVOKED = 'TaskAgentAccessTokenExpiredException';

export interface SessionOptions {
  readonly server: AgentServer;
  readonly settings: AgentSettings;
  readonly capabilities: Readonly<Record<string, string>>;
  /** Factor for all pauses. */
  readonly retryScale: number;
}

/** The agent's session, which makes the agent online and delivers its messages. */
export class Session {
  readonly #server: AgentServer;
  readonly #settings: AgentSettings;
  readonly #capabilities: Readonly<Record<string, string>>;
  readonly #retryScale: number;
  #id = '';
  #lastMessageId: number | undefined;

  constructor({ server, settings, capabilities, retryScale }: SessionOptions) {
    this.#server = server;
    this.#settings = settings;
    this.#capabilities = capabilities;
    this.#retryScale = retryScale;
  }

  /** Opens the session, with retries. Returns whether it is open. @throws if aborted */
  async open(signal: AbortSignal): Promise<boolean> {
    const { agentId, agentName, poolId } = this.#settings;
    const agent = { id: agentId, name: agentName, version: AGENT_VERSION, osDescription: `Linux ${release()}` };
    const session = { ownerName: hostname(), agent, systemCapabilities: this.#capabilities };
    let reportedError = false;
    let conflicts = 0;
    for (;;) {
      try {
        await this.#server.connect(signal);
        this.#id = await this.#server.openSession(poolId, session, signal);
        if (reportedError) print(`${stamp()}: Agent reconnected.`);
        return true;
      } catch (error) {
        signal.throwIfAborted();
        const typeKey = typeKeyOf(error);
        if (typeKey === KEY_REVOKED) throw error;
        if (isClockSkew(error)) printError(CLOCK_SKEWED);
        if (typeKey === 'TaskAgentSessionConflictException') {
          printError('A session for this agent already exists.');
          if (++conflicts >= MAX_CONFLICTS) printError('Stop retry on SessionConflictException after retried for 240 seconds.');
        }
        if (typeKey === 'TaskAgentNotFoundException') {
          printError('The agent no longer exists on the server. Please reconfigure the agent.');
        }
        if (FINAL_ERRORS.includes(typeKey) || conflicts >= MAX_CONFLICTS) {
          printError(`Failed to create session. ${reason(error)}`);
          return false;
        }
        if (!reportedError) printError(texts.connectError(stamp(), reason(error)));
        reportedError = true;
        await delay(OPEN_RETRY_MS * this.#retryScale, undefined, { signal });
      }
    }
  }

  /** Returns the next message; waits for it without limit. @throws if aborted, and if the server refuses the agent for good */
  async next(signal: AbortSignal): Promise<Message> {
    let reportedError = false;
    for (;;) {
      try {
        const message = await this.#server.nextMessage(this.#settings.poolId, this.#id, { lastMessageId: this.#lastMessageId, signal });
        if (reportedError) print(`${stamp()}: Agent reconnected.`);
        reportedError = false;
        if (message !== undefined) {
          this.#lastMessageId = message.messageId;
          return message;
        }
        await delay(EMPTY_POLL_MS * this.#retryScale, undefined, { signal });
      } catch (error) {
        signal.throwIfAborted();
        const typeKey = typeKeyOf(error);
        if (typeKey === 'TaskAgentSessionExpiredException' && (await this.open(signal))) continue;
        if (['TaskAgentSessionExpiredException', KEY_REVOKED, ...FINAL_ERRORS].includes(typeKey)) throw error;
        if (!reportedError) printError(texts.connectError(stamp(), reason(error)));
        reportedError = true;
        await delay(POLL_RETRY_MS * this.#retryScale, undefined, { signal });
      }
    }
  }

  /** Polls in parallel with `next` until aborted. Drops all messages and errors (MessageListener.cs, KeepAlive). */
  async keepAlive(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#server.nextMessage(this.#settings.poolId, this.#id, { signal }).catch(() => {});
      await delay(KEEP_ALIVE_MS * this.#retryScale, undefined, { signal }).catch(() => {});
    }
  }

  async deleteMessage({ messageId }: Message): Promise<void> {
    // The agent only logs an error (Agent.cs).
    await this.#server.deleteMessage(this.#settings.poolId, this.#id, messageId).catch(() => {});
  }

  /** @throws if this takes longer than 30 s; the agent then exits with an error, even if it was asked to stop */
  async close(): Promise<void> {
    await this.#server.closeSession(this.#settings.poolId, this.#id, AbortSignal.timeout(CLOSE_TIMEOUT_MS));
  }
}

function typeKeyOf(error: unknown): string {
  return error instanceof ServiceError && !isClockSkew(error) ? error.typeKey : '';
}
