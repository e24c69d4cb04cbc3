import { reason } from '../../../lib/reason';
import type { Call } from '../../contract/call';
import { ServiceError } from '../../contract/service-error';
import { type HttpResponse, sendHttp } from '../../http/http';
import { retryAfter } from '../../http/retry-after';
import { type Answer, readAnswer } from './answer';
import { DevOpsError, type Need } from './error';

export interface Token {
  readonly value: string;
  /** Basic authentication is for a PAT, Bearer for an Entra token. */
  readonly scheme: 'basic' | 'bearer';
}

/** Reads the token again for each request, because a token that was read at the start may expire or be rotated during a long job. */
export type TokenSource = () => Promise<Token>;

export interface Connection {
  /** URL of the organisation, without a trailing slash. */
  readonly url: string;
  readonly token: TokenSource;
  readonly timeoutMs: number;
  /** Called once for each request, when its answer begins or when it fails without one. */
  readonly onCall?: (call: Call) => void;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below `area`, with the query. */
  readonly path: string;
  /** The path below the organisation. @default '_apis/distributedtask' */
  readonly area?: string;
  /** Version of the API. Some resources exist only in a preview version. @default - '7.1' for writes, none for reads */
  readonly version?: string;
  /** What the request requires, for the remedy in its errors. @default AGENT_POOL_NEED */
  readonly need?: Need;
  readonly body?: unknown;
}

/**
 * Sends one request and returns its answer. docs/decisions/0016 has the reasons for not using azure-devops-node-api.
 *
 * @throws ServiceError unless the answer is a success with JSON or without a body
 */
export async function sendRequest(connection: Connection, request: Request): Promise<Answer> {
  const token = await connection.token();
  const asked = `${request.method} ${request.path}`;
  const noAnswer = (error: unknown) =>
    new DevOpsError(`${asked}: no answer from ${connection.url}: ${reason(error)}`, { fault: 'transient' });
  const response = await send(connection, request, token).catch((error: unknown) => {
    connection.onCall?.({ method: request.method, status: 0 });
    throw noAnswer(error);
  });
  connection.onCall?.({
    method: request.method,
    status: response.status,
    budgetLeft: budgetLeft(response),
    retryAfterMs: retryAfter(response),
  });
  return readAnswer(asked, response, request.need).catch((error: unknown) => {
    throw error instanceof ServiceError ? error : noAnswer(error);
  });
}

function send({ url, timeoutMs }: Connection, request: Request, token: Token): Promise<HttpResponse> {
  const { method, body } = request;
  return sendHttp(`${url}/${request.area ?? '_apis/distributedtask'}/${versioned(request)}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: authorization(token),
      // Asks for 401 in place of a redirect to the sign-in page.
      'x-tfs-fedauthredirect': 'Suppress',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** The service refuses writes without a version (400 VssVersionNotSpecifiedException), but not reads. */
function versioned({ method, path, version = method === 'GET' ? undefined : '7.1' }: Request): string {
  return version === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;
}

function authorization(token: Token): string {
  // The service ignores the user name (vsts-rest-api-specs, taskAgent.json: "Use any value for the user name").
  return token.scheme === 'bearer' ? `Bearer ${token.value}` : `Basic ${Buffer.from(`:${token.value}`).toString('base64')}`;
}

/** In TSTU (learn.microsoft.com, "Rate and usage limits"). */
function budgetLeft({ headers }: HttpResponse): number | undefined {
  const left = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN);
  return Number.isFinite(left) ? left : undefined;
}
