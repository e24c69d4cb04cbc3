import { withoutSecrets } from '../../../config/problems/secret-text';
import { REQUEST } from '../../../config/timings';
import type { Fault } from '../../contract/service-error';
import { parseJson, readBody } from '../../http/body';
import type { HttpResponse } from '../../http/http';
import { retryAfter, serverTime } from '../../http/retry-after';
import { GitHubError, type Remedies } from './error';

export interface Answer {
  readonly status: number;
  /** Undefined if the answer had no body. */
  readonly json: unknown;
  readonly headers: HttpResponse['headers'];
}

export interface ReadOptions {
  /** Names the request in messages. */
  readonly asked: string;
  readonly remedies: Remedies;
  /** The credential of the request, which must not be in a message. */
  readonly secret: string;
}

/** How many characters of the server's message to keep: it goes into logs. */
const MAX_TEXT = 2000;
/** Where names of failures are looked for. */
const MAX_SEARCHED = 100_000;
/** Headers by which GitHub's support finds a request. */
const TRACES = ['activityid', 'x-github-request-id'];

/** Reads an answer. @throws ServiceError unless it is a success with JSON or without a body */
export async function readAnswer(response: HttpResponse, options: ReadOptions): Promise<Answer> {
  const { status, headers } = response;
  // Some answers begin with a byte order mark (actions/scaleset, client.go), which trim() removes too.
  const text = (await readBody(options.asked, response)).trim();
  const json = parseJson(text);
  if (response.ok && (json !== undefined || text === '')) return { status, json, headers };
  throw failure(response, text, json, options);
}

function failure(response: HttpResponse, text: string, json: unknown, { asked, remedies, secret }: ReadOptions): GitHubError {
  const { status } = response;
  const isPage = json === undefined && /^<|text\/html/.test(`${text} ${response.headers.get('content-type') ?? ''}`) && text !== '';
  const exceptions = exceptionsIn(text);
  const fault = faultOf(response, json, exceptions);
  const said = isPage ? 'a page in HTML' : withoutSecrets(without(secret, saidBy(text, json)));
  const message = [asked, `${WORDS[fault]} (${status})`, said, remedies[fault]].filter(Boolean).join(': ');
  return new GitHubError(`${message}${traceOf(response)}`, {
    fault,
    status,
    retryAfterMs: waitOf(response),
    exceptions,
    isPage,
    remedy: remedies[fault],
  });
}

const WORDS: Readonly<Record<Fault, string>> = {
  signIn: 'not signed in',
  right: 'refused',
  absent: 'not found',
  transient: 'no usable answer',
  refused: 'refused',
};

/**
 * All names of failures in a body. They are in the field `typeName`, or deeper: the service of github.com may wrap an error in the
 * text of another.
 */
const exceptionsIn = (text: string): readonly string[] => {
  const words = text.slice(0, MAX_SEARCHED).split(/\W+/);
  return [...new Set(words.filter((word) => word.endsWith('Exception')))];
};

function faultOf(response: HttpResponse, json: unknown, exceptions: readonly string[]): Fault {
  const { status } = response;
  // Whatever the status is: a session that has expired is answered with 400.
  if (exceptions.some((name) => /NotFoundException|SessionExpiredException/.test(name))) return 'absent';
  if (status === 401) return 'signIn';
  if (status === 403) return isThrottled(response) ? 'transient' : 'right';
  // A proxy, or an instance in maintenance, has a 404 of its own.
  if (status === 404) return exceptions.length > 0 || field(json, 'documentation_url') !== '' ? 'absent' : 'transient';
  if (status === 408 || status === 429 || (status >= 500 && status !== 501) || status < 300) return 'transient';
  return 'refused';
}

/** The REST API answers with 403 too if there were too many requests (docs.github.com, "Rate limits for the REST API"). */
const isThrottled = ({ headers }: HttpResponse): boolean =>
  headers.get('retry-after') !== null || headers.get('x-ratelimit-remaining') === '0';

/** How long to wait: as the answer says, or until the limit of the REST API is reset. */
function waitOf(response: HttpResponse): number | undefined {
  const { headers } = response;
  const asked = retryAfter(response);
  if (asked !== undefined || headers.get('x-ratelimit-remaining') !== '0') return asked;
  const ms = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000 - (serverTime(response) ?? Date.now());
  return ms > 0 ? Math.min(ms, REQUEST.longestRetryAfter.milliseconds) : undefined;
}

/** What the server says about a failure: a field of JSON, or the text if it is no JSON. */
const saidBy = (text: string, json: unknown): string =>
  json === undefined ? text.slice(0, MAX_TEXT) : field(json, 'message') || field(json, 'details');

const without = (secret: string, text: string): string => (secret === '' ? text : text.replaceAll(secret, '(not shown)'));

function traceOf({ headers }: HttpResponse): string {
  const traces = TRACES.flatMap((name) => headers.get(name) ?? []);
  return traces.length === 0 ? '' : ` (request ${traces.join(', ')})`;
}

function field(json: unknown, name: 'message' | 'details' | 'documentation_url'): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}
