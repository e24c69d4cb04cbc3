import type { Fault } from '../../contract/service-error';
import { parseJson, readBody } from '../../http/body';
import type { HttpResponse } from '../../http/http';
import { retryAfter, serverTime } from '../../http/retry-after';
import { AGENT_POOL_NEED, DevOpsError, type Need, remediesFor } from './error';

export interface Answer {
  /** Undefined if the answer had no body. */
  readonly json: unknown;
  /** The server's clock, in milliseconds since 1970. Compare the server's times with this, not with the local clock. */
  readonly serverTime: number | undefined;
}

/** How many characters of the server's message to keep: it goes into logs. */
const MAX_TEXT = 2000;

/**
 * Reads an answer. `asked` names the request in messages, `need` says what the request requires.
 *
 * @throws ServiceError unless the answer is a success with JSON or without a body
 */
export async function readAnswer(asked: string, response: HttpResponse, need: Need = AGENT_POOL_NEED): Promise<Answer> {
  const text = await readBody(asked, response);
  const json = parseJson(text);
  const { status } = response;
  if (response.ok && status !== 203 && (json !== undefined || text === '')) return { json, serverTime: serverTime(response) };
  const fault = faultOf(response, text, json);
  const parts = [`${WORDS[fault]} (${status})`, field(json, 'message') || serviceError(response), remediesFor(need)[fault]];
  throw new DevOpsError([asked, ...parts.filter(Boolean)].join(': '), {
    fault,
    status,
    typeKey: field(json, 'typeKey'),
    retryAfterMs: retryAfter(response),
  });
}

function faultOf({ status, headers }: HttpResponse, text: string, json: unknown): Fault {
  // The answer to a bad token may also be a redirect to the sign-in page, or the page itself: with 203, or 200 behind some proxies.
  const isPage = json === undefined && /text\/html/.test(headers.get('content-type') ?? '') && text !== '';
  if (status === 401 || status === 203 || (status >= 300 && status < 400)) return 'signIn';
  if (status === 403) return 'right';
  if (status === 404) return 'absent';
  if (status === 408 || status === 429 || status >= 500) return 'transient';
  if (status < 300) return isPage ? 'signIn' : 'transient';
  return 'refused';
}

const WORDS: Readonly<Record<Fault, string>> = {
  signIn: 'not signed in',
  right: 'refused',
  absent: 'not found',
  transient: 'no usable answer',
  refused: 'refused',
};

/** The reason of a 401 without a body, which Azure DevOps sends in a header. */
function serviceError({ headers }: HttpResponse): string {
  try {
    return decodeURIComponent(headers.get('x-tfs-serviceerror') ?? '').replaceAll('+', ' ');
  } catch {
    return '';
  }
}

function field(json: unknown, name: 'message' | 'typeKey'): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}
