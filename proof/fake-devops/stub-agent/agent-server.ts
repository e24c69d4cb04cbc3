import { setTimeout as delay } from 'node:timers/promises';
import { NoAnswer, type Request, request, ServiceError } from './http';
import type { TaskResult } from './return-code';

/** Whoever has the header `Authorization` to send: the one who registers, or the agent itself. */
export interface Caller {
  authorization(signal?: AbortSignal): Promise<string>;
  /** Drops what the server did not take; then the request is sent once more. */
  forget?(): void;
}

export interface PoolRef {
  readonly id: number;
  readonly name: string;
}

/** As much of a TaskAgent as config.sh looks at; it sends the rest back unread. */
export interface TaskAgent {
  readonly id: number;
  readonly authorization?: { readonly clientId?: string; readonly authorizationUrl?: string };
}

/** What the listener takes from its queue. `body` is JSON in a string. */
export interface Message {
  readonly messageId: number;
  readonly messageType: string;
  readonly body: string;
}

const version = 'api-version=7.1';
const retries = 3;
const retryMs = 10_000;

/** The calls that the agent makes, each sent again some times when the server is busy or does not answer. */
export class AgentServer {
  readonly #organisation: string;
  readonly #caller: Caller;
  readonly #retryScale: number;

  constructor(organisationUrl: string, caller: Caller, retryScale: number) {
    this.#organisation = `${organisationUrl.replace(/\/+$/, '')}/_apis`;
    this.#caller = caller;
    this.#retryScale = retryScale;
  }

  /** Asks once who the caller is, without any retry. */
  async connect(signal?: AbortSignal): Promise<void> {
    await this.#once('GET', 'connectionData?connectOptions=none&api-version=7.1-preview.1', undefined, signal);
  }

  async findPool(name: string): Promise<PoolRef | undefined> {
    const found = await this.#send<{ value: PoolRef[] }>(
      'GET',
      `distributedtask/pools?poolName=${encodeURIComponent(name)}&poolType=automation&${version}`,
    );
    return found?.value[0];
  }

  async findAgent(poolId: number, name: string): Promise<TaskAgent | undefined> {
    const path = `distributedtask/pools/${poolId}/agents?agentName=${encodeURIComponent(name)}&includeCapabilities=false&${version}`;
    return (await this.#send<{ value: TaskAgent[] }>('GET', path))?.value[0];
  }

  async addAgent(poolId: number, agent: object): Promise<TaskAgent> {
    return this.#must(await this.#send('POST', `distributedtask/pools/${poolId}/agents?${version}`, agent));
  }

  async replaceAgent(poolId: number, agent: TaskAgent): Promise<TaskAgent> {
    return this.#must(await this.#send('PUT', `distributedtask/pools/${poolId}/agents/${agent.id}?${version}`, agent));
  }

  async deleteAgent(poolId: number, agentId: number): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/agents/${agentId}?${version}`);
  }

  async openSession(poolId: number, session: object, signal: AbortSignal): Promise<string> {
    const path = `distributedtask/pools/${poolId}/sessions?${version}`;
    return this.#must(await this.#send<{ sessionId: string }>('POST', path, session, signal)).sessionId;
  }

  async closeSession(poolId: number, sessionId: string, signal: AbortSignal): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/sessions/${sessionId}?${version}`, undefined, signal);
  }

  /** Waits for the next message, some 50 s long; undefined when there was none. Not sent again by itself. */
  nextMessage(poolId: number, sessionId: string, lastMessageId: number | undefined, signal: AbortSignal): Promise<Message | undefined> {
    const last = lastMessageId === undefined ? '' : `&lastMessageId=${lastMessageId}`;
    return this.#once('GET', `distributedtask/pools/${poolId}/messages?sessionId=${sessionId}${last}&${version}`, undefined, signal);
  }

  async deleteMessage(poolId: number, sessionId: string, messageId: number): Promise<void> {
    await this.#send('DELETE', `distributedtask/pools/${poolId}/messages/${messageId}?sessionId=${sessionId}&${version}`);
  }

  /** Renews the lock of a job request; the first time tells that the job was received. Returns until when the lock holds. */
  async renew(poolId: number, requestId: number, signal: AbortSignal): Promise<Date> {
    const answer = await this.#once<{ lockedUntil: string }>('PATCH', this.#jobRequest(poolId, requestId), {}, signal);
    return new Date(this.#must(answer).lockedUntil);
  }

  async complete(poolId: number, requestId: number, result: TaskResult, agentShuttingDown: boolean): Promise<void> {
    const body = { requestId, finishTime: new Date().toISOString(), result, agentShuttingDown };
    await this.#send('PATCH', this.#jobRequest(poolId, requestId), body);
  }

  /** Tells that the first step starts. An invention of the fake: the real worker updates its timeline record. */
  async start(requestId: number): Promise<void> {
    await this.#send('POST', `distributedtask/stub/started/${requestId}`, {});
  }

  /** Adds to the job's log. An invention of the fake. */
  async log(requestId: number, text: string): Promise<void> {
    await this.#send('POST', `distributedtask/stub/logs/${requestId}`, text);
  }

  #jobRequest(poolId: number, requestId: number): string {
    return `distributedtask/pools/${poolId}/jobrequests/${requestId}?lockToken=00000000-0000-0000-0000-000000000000&${version}`;
  }

  #must<T>(answer: T | undefined): T {
    if (answer === undefined) throw new Error('The server returned no content.');
    return answer;
  }

  async #send<T>(method: Request['method'], path: string, body?: unknown, signal?: AbortSignal): Promise<T | undefined> {
    for (let retry = 0; ; retry++) {
      try {
        return await this.#once<T>(method, path, body, signal);
      } catch (error) {
        if (retry === retries || !(error instanceof NoAnswer || (error instanceof ServiceError && error.transient))) throw error;
        const asked = error instanceof ServiceError ? error.retryAfterSeconds : undefined;
        await delay(asked === undefined ? retryMs * this.#retryScale : asked * 1000, undefined, signal && { signal });
      }
    }
  }

  async #once<T>(method: Request['method'], path: string, body?: unknown, signal?: AbortSignal): Promise<T | undefined> {
    const send = async () =>
      request<T>({
        method,
        url: `${this.#organisation}/${path}`,
        authorization: await this.#caller.authorization(signal),
        body,
        ...(signal && { signal }),
      });
    try {
      return await send();
    } catch (error) {
      if (this.#caller.forget === undefined || !(error instanceof ServiceError && error.status === 401)) throw error;
      this.#caller.forget();
      return send();
    }
  }
}
