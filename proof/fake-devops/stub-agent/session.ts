import { hostname, release } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentSettings } from './agent-files';
import type { AgentServer, Message } from './agent-server';
import { clockSkewed, isClockSkew } from './agent-token';
import { ServiceError } from './http';
import { reason } from './reason';
import { say, sayError, stamp } from './terminal';
import { texts } from './texts';
import { agentVersion } from './version';

const conflictMs = 30_000;
/** After that many conflicts, 4 minutes apart in all, the agent gives up. */
const conflictTries = 8;
const retryMs = 30_000;
/** Between a poll without a message and the next one: 5 to 15 s, the mean is taken. */
const emptyMs = 10_000;
/** Between two polls of the second loop, which only keeps the session alive. */
const keepAliveMs = 30_000;
const closeMs = 30_000;

/**
 * Errors after which it is no use to ask again (azure-pipelines-agent, MessageListener.cs). The token endpoint's
 * `invalid_client`, that the agent's key is not known, is not among them.
 */
const final = ['TaskAgentNotFoundException', 'TaskAgentPoolNotFoundException', 'AccessDeniedException', 'VssUnauthorizedException'];
/** The agent's key was revoked: the agent ends, and that is no error. */
const revoked = 'TaskAgentAccessTokenExpiredException';

/** The agent's session: what makes it online, and its queue of messages. */
export class Session {
  readonly #server: AgentServer;
  readonly #settings: AgentSettings;
  readonly #capabilities: Readonly<Record<string, string>>;
  readonly #retryScale: number;
  #id = '';
  #lastMessageId: number | undefined;

  constructor(server: AgentServer, settings: AgentSettings, capabilities: Readonly<Record<string, string>>, retryScale: number) {
    this.#server = server;
    this.#settings = settings;
    this.#capabilities = capabilities;
    this.#retryScale = retryScale;
  }

  /** Opens the session, trying again while that makes sense. Returns whether it is open. @throws when aborted */
  async open(signal: AbortSignal): Promise<boolean> {
    const { agentId, agentName, poolId } = this.#settings;
    const agent = { id: agentId, name: agentName, version: agentVersion, osDescription: `Linux ${release()}` };
    const session = { ownerName: hostname(), agent, systemCapabilities: this.#capabilities };
    let told = false;
    let conflicts = 0;
    for (;;) {
      try {
        await this.#server.connect(signal);
        this.#id = await this.#server.openSession(poolId, session, signal);
        if (told) say(`${stamp()}: Agent reconnected.`);
        return true;
      } catch (error) {
        signal.throwIfAborted();
        const typeKey = typeKeyOf(error);
        if (typeKey === revoked) throw error;
        if (isClockSkew(error)) sayError(clockSkewed);
        if (typeKey === 'TaskAgentSessionConflictException') {
          sayError('A session for this agent already exists.');
          if (++conflicts >= conflictTries) sayError('Stop retry on SessionConflictException after retried for 240 seconds.');
        }
        if (typeKey === 'TaskAgentNotFoundException') {
          sayError('The agent no longer exists on the server. Please reconfigure the agent.');
        }
        if (final.includes(typeKey) || conflicts >= conflictTries) {
          sayError(`Failed to create session. ${reason(error)}`);
          return false;
        }
        if (!told) sayError(texts.connectError(stamp(), reason(error)));
        told = true;
        await delay(conflictMs * this.#retryScale, undefined, { signal });
      }
    }
  }

  /** Waits for the next message without limit. @throws when aborted, and when the agent has no place there any more */
  async next(signal: AbortSignal): Promise<Message> {
    let told = false;
    for (;;) {
      try {
        const message = await this.#server.nextMessage(this.#settings.poolId, this.#id, this.#lastMessageId, signal);
        if (told) say(`${stamp()}: Agent reconnected.`);
        told = false;
        if (message !== undefined) {
          this.#lastMessageId = message.messageId;
          return message;
        }
        await delay(emptyMs * this.#retryScale, undefined, { signal });
      } catch (error) {
        signal.throwIfAborted();
        const typeKey = typeKeyOf(error);
        if (typeKey === 'TaskAgentSessionExpiredException' && (await this.open(signal))) continue;
        if (['TaskAgentSessionExpiredException', revoked, ...final].includes(typeKey)) throw error;
        if (!told) sayError(texts.connectError(stamp(), reason(error)));
        told = true;
        await delay(retryMs * this.#retryScale, undefined, { signal });
      }
    }
  }

  /** Polls beside `next` until it is aborted; what it gets is dropped, and so is every error (MessageListener.cs, KeepAlive). */
  async keepAlive(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#server.nextMessage(this.#settings.poolId, this.#id, undefined, signal).catch(() => {});
      await delay(keepAliveMs * this.#retryScale, undefined, { signal }).catch(() => {});
    }
  }

  async deleteMessage({ messageId }: Message): Promise<void> {
    // The agent only writes it down (Agent.cs).
    await this.#server.deleteMessage(this.#settings.poolId, this.#id, messageId).catch(() => {});
  }

  /** @throws when the server does not take it within 30 s; the agent then ends with an error even if it was asked to stop */
  async close(): Promise<void> {
    await this.#server.closeSession(this.#settings.poolId, this.#id, AbortSignal.timeout(closeMs));
  }
}

function typeKeyOf(error: unknown): string {
  return error instanceof ServiceError && !isClockSkew(error) ? error.typeKey : '';
}
