import { GITHUB_CALL } from '../../../config/timings';
import { untilAborted } from '../../../lib/until-aborted';
import { type ActionsService, type ServiceRequest, titleOf } from './actions-service';
import { clockOf } from './connection';
import { GitHubError } from './error';
import { message } from './message';
import { shaped } from './read';
import { Renewing } from './renewing';
import { sendRequest } from './request';
import { acquired, session as sessionShape } from './shapes';
import type { GitHubConnection, Message, Session } from './types';

/** Where the messages of a session are, and what signs in to them. */
export interface Queue {
  /** As the service gave it. It has a query of its own. */
  readonly url: string;
  readonly token: string;
  /** The token does not say, so only its use shows whether it holds. */
  readonly expiresAt?: undefined;
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
  readonly #queue: Renewing<Queue>;
  #url: string;

  constructor(connection: GitHubConnection, service: ActionsService, { scaleSetId, sessionId, queue }: OpenSession) {
    this.#connection = connection;
    this.#service = service;
    this.#scaleSetId = scaleSetId;
    this.#sessionId = sessionId;
    this.#url = queue.url;
    this.#queue = new Renewing({ first: queue, renew: () => this.#refresh(), now: clockOf(connection) });
  }

  async poll({ lastMessageId, capacity, signal }: Parameters<Session['poll']>[0]): Promise<Message | undefined> {
    if (signal.aborted) return undefined;
    const polling = this.#signedIn((queue) => this.#nextMessage(queue, { lastMessageId, capacity, signal }));
    return untilAborted(polling, signal);
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
    let failure: unknown;
    const recorded = (queue: Queue) =>
      call(queue).catch((error: unknown) => {
        failure = error;
        throw error;
      });
    return this.#queue.use(recorded).catch((error: unknown) => {
      // Not a failed renewal: that has worked, so the credential is not to blame.
      if (error === failure && isUnauthorized(error)) throw error.as('transient', 'the new token of the session was refused too');
      throw goneIfMissing(error);
    });
  }

  /** Returns a new token for the messages. Their address may change with it. */
  async #refresh(): Promise<Queue> {
    const request = { method: 'PATCH', path: `${setPath(this.#scaleSetId)}/sessions/${this.#sessionId}` } as const;
    const { messageQueueUrl, messageQueueAccessToken } = await this.#service.read(request, sessionShape);
    if (!messageQueueAccessToken) throw incomplete(request);
    this.#url = messageQueueUrl || this.#url;
    return { url: this.#url, token: messageQueueAccessToken };
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

/** In an outage, the service opens sessions with empty fields (actions-runner-controller#4370). */
export const incomplete = (request: ServiceRequest): GitHubError =>
  new GitHubError(`${titleOf(request)}: no usable answer: the session lacks its message queue, its token or its statistics`, {
    fault: 'transient',
    status: 200,
  });

const isUnauthorized = (error: unknown): error is GitHubError => error instanceof GitHubError && error.status === 401;

/** The address names a session and nothing more, so any 404 of the service means that it is gone. A page comes from a proxy. */
function goneIfMissing<T>(error: T): T | GitHubError {
  return error instanceof GitHubError && error.status === 404 && !error.isPage ? error.as('absent') : error;
}

/** Appends to the path of an address and leaves its query as it is. */
function below(url: string, part: string): string {
  const [path = '', ...query] = url.split('?');
  return [`${path.replace(/\/+$/, '')}/${part}`, ...query].join('?');
}
