import { GITHUB_CALL } from '../../../config/timings';
import { reason } from '../../../lib/reason';
import { ServiceError } from '../../contract/service-error';
import { sendHttp } from '../../http/http';
import { retryAfter } from '../../http/retry-after';
import { type Answer, readAnswer } from './answer';
import { GitHubError, type Remedies } from './error';
import type { GitHubConnection } from './types';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Names the request in messages, without anything secret. */
  readonly asked: string;
  readonly token: string;
  /** @default 'Bearer' */
  readonly scheme?: 'Bearer' | 'RemoteAuth';
  /** In addition to those that each request has, or in place of them. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly remedies?: Remedies;
  /** @default GITHUB_CALL.limit */
  readonly timeoutMs?: number;
  /** Ends the request. @default - only its time limit does */
  readonly signal?: AbortSignal;
}

/** The part of a connection that each request uses. */
export type Caller = Pick<GitHubConnection, 'userAgent' | 'onCall'>;

/** Sends one request and returns its answer. @throws ServiceError unless the answer is a success with JSON or without a body */
export async function sendRequest({ userAgent, onCall }: Caller, request: Request): Promise<Answer> {
  const { method, url, asked, token, scheme = 'Bearer', body, remedies = {} } = request;
  const noAnswer = (error: unknown) => new GitHubError(`${asked}: no answer from ${hostOf(url)}: ${reason(error)}`, { fault: 'transient' });
  const sent = {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': userAgent,
      ...request.headers,
      authorization: `${scheme} ${token}`,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: limited(request),
  };
  const response = await sendHttp(url, sent).catch((error: unknown) => {
    onCall?.({ method, status: 0 });
    throw noAnswer(error);
  });
  onCall?.({ method, status: response.status, retryAfterMs: retryAfter(response) });
  return readAnswer(response, { asked, remedies, secret: token }).catch((error: unknown) => {
    throw error instanceof ServiceError ? error : noAnswer(error);
  });
}

function limited({ timeoutMs = GITHUB_CALL.limit.milliseconds, signal }: Request): AbortSignal {
  const limit = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? limit : AbortSignal.any([signal, limit]);
}

/** The query of a message queue may be a secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an address that is no URL');
