import { setTimeout as delay } from 'node:timers/promises';
import type { Credential } from './credential';
import { NoAnswer, type Request, request, ServiceError } from './http';
import type { TaskResult } from './return-code';

export interface PoolRef {
  readonly id: number;
  readonly name: string;
}

/** The fields of a TaskAgent that config.sh reads. It returns the other fields unchanged. */
export interface TaskAgent {
  readonly id: number;
  readonly authorization?: { readonly clientId?: string; readonly authorizationUrl?: string };
}

/** A message to the listener. `body` is JSON in a string. */
export interface Message {
  readonly messageId: number;
  readonly messageType: string;
  readonly body: string;
}

/** What a job's worker or listener reports at the end of a job. */
export interface Completion {
  readonly result: TaskResult;
  readonly agentShuttingDown: boolean;
}

interface SendOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const API_VERSION = 'api-version=7.1';
const RETRIES = 3;
/** Pause before a retry, unless the answer has a Retry-After. */
const RETRY_MS = 10_000;

/** The REST calls of the agent. Most are retried if the server is busy or does not answer. */
export class AgentServer {
  readonly #organisation: string;
  readonly #credential: Credential;
  readonly #retryScale: number;

  constructor(organisationUrl: string, credential: Credential, retryScale: number) {
    this.#organisation = `${organisationUrl.replace(/\/+$/, '')}/_apis`;
    this.#credential = credential;
    this.#retryScale = retryScale;
  }

  /** Requests the identity of the caller, without a retry. */
  async connect(signal?: AbortSignal): Promise<void> {
    await this.#sendOnce('GET', 'connectionData?connectOptions=none&api-version=7.1-preview.1', { signal });
  }

  async findPool(name: string): Promise<PoolRef | undefined> {
    const found = await this.#send<{ value: PoolRef[] }>(
      'GET',
      `distributedtask/pools?poolName=${encodeURIComponent(name)}&poolType=automation&${API_VERSION}`,
    );
    return found?.value[0];
  }

  async findAgent(poolId: number, name: string): Promise<TaskAgent | undefined> {
    const path = `distributedtask/pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeCapabilities=false&${API_VERSION}`;
    return (await this.#send<{ value: TaskAgent[] }>('GET', path))?.value[0];
  }

  async addAgent(poolId: number, agent: object): Promise<TaskAgent> {
    return contentOf(await this.#send('POST', `distributedtask/pools/${poolId}/agents?${API_VERSION}`, { body: agent }));
  }

  async replaceAgent(poolId: number, agent: TaskAgent): Promise<TaskAgent> {
    return contentOf(await this.#send('PUT', `distributedtask/pools/${poolId}/agents/${agent.id}?${API_VERSION}`, { body: agent }));
  }

  async deleteAgent(poolId: number, agentId: number): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/agents/${agentId}?${API_VERSION}`);
  }

  async openSession(poolId: number, session: object, signal: AbortSignal): Promise<string> {
    const path = `distributedtask/pools/${poolId}/sessions?${API_VERSION}`;
    return contentOf(await this.#send<{ sessionId: string }>('POST', path, { body: session, signal })).sessionId;
  }

  async closeSession(poolId: number, sessionId: string, signal: AbortSignal): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/sessions/${sessionId}?${API_VERSION}`, { signal });
  }

  /** Polls for the next message, for about 50 s. Returns undefined if there was none. Without a retry. */
  nextMessage(
    poolId: number,
    sessionId: string,
    { lastMessageId, signal }: { lastMessageId?: number | undefined; signal: AbortSignal },
  ): Promise<Message | undefined> {
    const last = lastMessageId === undefined ? '' : `&lastMessageId=${lastMessageId}`;
    return this.#sendOnce('GET', `distributedtask/pools/${poolId}/messages?sessionId=${sessionId}${last}&${API_VERSION}`, { signal });
  }

  async deleteMessage(poolId: number, sessionId: string, messageId: number): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/messages/${messageId}?sessionId=${sessionId}&${API_VERSION}`);
  }

  /** Renews the lock of a job request; the first renewal is the pickup. Returns when the lock lapses. Without a retry. */
  async renew(poolId: number, requestId: number, signal: AbortSignal): Promise<Date> {
    const answer = await this.#sendOnce<{ lockedUntil: string }>('PATCH', jobRequestPath(poolId, requestId), { body: {}, signal });
    return new Date(contentOf(answer).lockedUntil);
  }

  async complete(poolId: number, requestId: number, { result, agentShuttingDown }: Completion): Promise<void> {
    const body = { requestId, finishTime: new Date().toISOString(), result, agentShuttingDown };
    await this.#send('PATCH', jobRequestPath(poolId, requestId), { body });
  }

  /** Reports that the first step starts. Invented for the fake: the real worker updates its timeline record. */
  async start(requestId: number): Promise<void> {
    await this.#send('POST', `distributedtask/stub/started/${requestId}`, { body: {} });
  }

  /** Appends to the job's log. Invented for the fake. */
  async log(requestId: number, text: string): Promise<void> {
    await this.#send('POST', `distributedtask/stub/logs/${requestId}`, { body: text });
  }

  async #send<T>(method: Request['method'], path: string, options: SendOptions = {}): Promise<T | undefined> {
    for (let retry = 0; ; retry++) {
      try {
        return await this.#sendOnce<T>(method, path, options);
      } catch (error) {
        if (retry === RETRIES || !(error instanceof NoAnswer || (error instanceof ServiceError && error.transient))) throw error;
        const retryAfter = error instanceof ServiceError ? error.retryAfterSeconds : undefined;
        const { signal } = options;
        await delay(retryAfter === undefined ? RETRY_MS * this.#retryScale : retryAfter * 1000, undefined, signal && { signal });
      }
    }
  }

  async #sendOnce<T>(method: Request['method'], path: string, { body, signal }: SendOptions = {}): Promise<T | undefined> {
    const send = async () =>
      request<T>({
        method,
        url: `${this.#organisation}/${path}`,
        authorization: await this.#credential.authorization(signal),
        body,
        ...(signal && { signal }),
      });
    try {
      return await send();
    } catch (error) {
      if (this.#credential.discard === undefined || !(error instanceof ServiceError && error.status === 401)) throw error;
      this.#credential.discard();
      return send();
    }
  }
}

const jobRequestPath = (poolId: number, requestId: number): string =>
  `distributedtask/pools/${poolId}/jobrequests/${requestId}?lockToken=00000000-0000-0000-0000-000000000000&${API_VERSION}`;

function contentOf<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('The server returned no content.');
  return answer;
}
