import { GITHUB_CALL } from '../../../config/timings';
import { untilAborted } from '../../../lib/until-aborted';
import { type ActionsService, type ServiceRequest, titleOf } from './actions-service';
import { GitHubError } from './error';
import { message } from './message';
import { shaped } from './read';
import { sendRequest } from './request';
import { acquired, session as sessionShape } from './shapes';
import type { GitHubConnection, Message, Session } from './types';

/** Where the messages of a session are, and what signs in to them. */
export interface Queue {
  /** As the service gave it. It has a query of its own. */
  readonly url: string;
  readonly token: string;
}

export interface OpenSession {
  readonly scaleSetId: number;
  readonly sessionId: string;
  readonly queue: Queue;
}

/** A session of a scale set. Its token is renewed when the service refuses it, once for each request. */
export class QueueSession implements Session {
  readonly #connection: GitHubConnection;
  readonly #service: ActionsService;
  readonly #scaleSetId: number;
  readonly #sessionId: string;
  #queue: Queue;
  #renewing: Promise<void> | undefined;

  constructor(connection: GitHubConnection, service: ActionsService, { scaleSetId, sessionId, queue }: OpenSession) {
    this.#connection = connection;
    this.#service = service;
    this.#scaleSetId = scaleSetId;
    this.#sessionId = sessionId;
    this.#queue = queue;
  }

  async poll({ lastMessageId, capacity, signal }: Parameters<Session['poll']>[0]): Promise<Message | undefined> {
    try {
      return await untilAborted(
        this.#signedIn((queue) => this.#nextMessage(queue, { lastMessageId, capacity, signal })),
        signal,
      );
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  async acknowledge(messageId: number): Promise<void> {
    await this.#signedIn(({ url, token }) =>
      sendRequest(this.#connection, {
        method: 'DELETE',
        url: below(url, String(messageId)),
        asked: `DELETE message ${messageId} of scale set ${this.#scaleSetId}`,
        token,
      }),
    );
  }

  async acquire(requestIds: readonly number[]): Promise<readonly number[]> {
    if (requestIds.length === 0) return [];
    const request = { method: 'POST', path: `${setPath(this.#scaleSetId)}/acquirejobs`, body: requestIds } as const;
    const { value } = await this.#signedIn(({ token }) => this.#service.read({ ...request, queueToken: token }, acquired));
    return value;
  }

  async close(): Promise<void> {
    await closeSession(this.#service, this.#scaleSetId, this.#sessionId);
  }

  async #nextMessage({ url, token }: Queue, options: Parameters<Session['poll']>[0]): Promise<Message | undefined> {
    const { lastMessageId, capacity, signal } = options;
    const asked = `GET message of scale set ${this.#scaleSetId}`;
    const answer = await sendRequest(this.#connection, {
      method: 'GET',
      // The rest of the address stays as it is, because its query is the service's own.
      url: lastMessageId > 0 ? `${url}${url.includes('?') ? '&' : '?'}lastMessageId=${lastMessageId}` : url,
      asked,
      token,
      headers: { accept: 'application/json; api-version=6.0-preview', 'x-scalesetmaxcapacity': String(capacity) },
      timeoutMs: GITHUB_CALL.poll.milliseconds,
      signal,
    });
    return answer.status === 202 ? undefined : shaped(asked, answer, message);
  }

  /** Calls with the token of the queue; if the service refuses it, once more with a new one. */
  async #signedIn<T>(call: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = this.#queue;
    try {
      return await call(queue);
    } catch (error) {
      if (!isUnauthorized(error)) throw goneIfMissing(error);
    }
    await this.#renew(queue);
    return call(this.#queue).catch((error: unknown) => {
      // The sign-in itself has just worked, when the token was renewed.
      throw isUnauthorized(error) ? error.as('transient', 'the new token of the session was refused too') : goneIfMissing(error);
    });
  }

  /** Replaces the token unless another call has done so. Calls at the same time share one renewal. */
  async #renew(refused: Queue): Promise<void> {
    if (this.#queue !== refused) return;
    this.#renewing ??= this.#refresh().finally(() => {
      this.#renewing = undefined;
    });
    await this.#renewing;
  }

  async #refresh(): Promise<void> {
    const request = { method: 'PATCH', path: `${setPath(this.#scaleSetId)}/sessions/${this.#sessionId}` } as const;
    const { messageQueueUrl, messageQueueAccessToken } = await this.#service.read(request, sessionShape).catch((error: unknown) => {
      throw goneIfMissing(error);
    });
    if (!messageQueueAccessToken) throw withoutQueue(request);
    this.#queue = { url: messageQueueUrl || this.#queue.url, token: messageQueueAccessToken };
  }
}

/** Ends a session. One that the service no longer knows has ended. @throws ServiceError */
export async function closeSession(service: ActionsService, scaleSetId: number, sessionId: string): Promise<void> {
  try {
    await service.send({ method: 'DELETE', path: `${setPath(scaleSetId)}/sessions/${sessionId}` });
  } catch (error) {
    if (!(error instanceof GitHubError && goneIfMissing(error).fault === 'absent')) throw error;
  }
}

/** The path of a scale set, below the address of the service. */
export const setPath = (scaleSetId: number): string => `_apis/runtime/runnerscalesets/${scaleSetId}`;

/** In an outage, the service opens sessions without a queue (actions-runner-controller#4370). */
export const withoutQueue = (request: ServiceRequest): GitHubError =>
  new GitHubError(`${titleOf(request)}: no usable answer: the session has no message queue`, { fault: 'transient' });

const isUnauthorized = (error: unknown): error is GitHubError => error instanceof GitHubError && error.status === 401;

/** A session is named by its address alone, so any 404 of the service means that it is gone. A page comes from a proxy. */
function goneIfMissing<T>(error: T): T | GitHubError {
  return error instanceof GitHubError && error.status === 404 && !error.isPage ? error.as('absent') : error;
}

/** Appends to the path of an address and leaves its query as it is. */
function below(url: string, part: string): string {
  const [path = '', ...query] = url.split('?');
  return [`${path.replace(/\/+$/, '')}/${part}`, ...query].join('?');
}
