import { reason } from '../../../lib/reason';
import { type Answer, readAnswer, retryAfter } from './answer';
import { DevOpsError, type Need } from './error';

export interface Token {
  readonly value: string;
  /** A PAT goes into Basic authentication, an Entra token into Bearer. */
  readonly scheme: 'basic' | 'bearer';
}

/** Fetches a token when it is needed: one kept since the start may be expired or rotated at the end of a long job. */
export type TokenSource = () => Promise<Token>;

/** What an answer told besides its body, for metrics. Status 0 is no answer. */
export interface Call {
  readonly method: string;
  readonly status: number;
  /** What is left of the budget of API calls, in TSTU (learn.microsoft.com, "Rate and usage limits"), if the server said so. */
  readonly budgetLeft?: number | undefined;
  /** How long the server asked to wait before the next request, which it does with successes too. */
  readonly retryAfterMs?: number | undefined;
}

export interface Connection {
  /** URL of the organisation, without a trailing slash. */
  readonly url: string;
  readonly token: TokenSource;
  readonly timeoutMs: number;
  /** Told once of each request: when an answer begins, or there is none. */
  readonly onCall?: (call: Call) => void;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `area`, with the query. */
  readonly path: string;
  /** Below the organisation. @default '_apis/distributedtask' */
  readonly area?: string;
  /** Version of the API; some resources are served by a preview only. @default '7.1' for writes, none for reads */
  readonly version?: string;
  /** What a refusal tells the user to look at. @default what agent pools need */
  readonly need?: Need;
  readonly body?: unknown;
}

/**
 * Sends one request and returns the JSON answer.
 *
 * Plain fetch, not azure-devops-node-api: see docs/decisions/0016-own-azure-devops-client.md.
 *
 * @throws DevOpsError for anything but a success with JSON or without a body
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
    throw error instanceof DevOpsError ? error : noAnswer(error);
  });
}

function send({ url, timeoutMs }: Connection, request: Request, token: Token): Promise<Response> {
  const { method, body } = request;
  return fetch(`${url}/${request.area ?? '_apis/distributedtask'}/${versioned(request)}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: authorization(token),
      // Asks for 401 in place of a redirect to the sign-in page.
      'x-tfs-fedauthredirect': 'Suppress',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** Writes without a version are refused with 400 VssVersionNotSpecifiedException; reads are served. */
function versioned({ method, path, version = method === 'GET' ? undefined : '7.1' }: Request): string {
  return version === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}api-version=${version}`;
}

function authorization(token: Token): string {
  // The user name is ignored (vsts-rest-api-specs, taskAgent.json: "Use any value for the user name").
  return token.scheme === 'bearer' ? `Bearer ${token.value}` : `Basic ${Buffer.from(`:${token.value}`).toString('base64')}`;
}

function budgetLeft({ headers }: Response): number | undefined {
  const left = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN);
  return Number.isFinite(left) ? left : undefined;
}
