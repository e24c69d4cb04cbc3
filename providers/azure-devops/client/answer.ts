import { REQUEST } from '../../../config/timings';
import type { Fault } from '../../contract/service-error';
import { AGENT_POOL_NEED, DevOpsError, type Need, remediesFor } from './error';
import type { HttpResponse } from './http';

export interface Answer {
  /** Undefined if the answer had no body. */
  readonly json: unknown;
  /** The server's clock, in milliseconds since 1970. Compare the server's times with this, not with the local clock. */
  readonly serverTime: number | undefined;
}

/** A list of agents takes about one kilobyte for each agent. An answer larger than this is not from Azure DevOps. */
const MAX_BYTES = 32 * 1024 * 1024;
/** How many characters of the server's message to keep: it goes into logs. */
const MAX_TEXT = 2000;

/**
 * Reads an answer. `asked` names the request in messages, `need` says what the request requires.
 *
 * @throws DevOpsError unless the answer is a success with JSON or without a body
 */
export async function readAnswer(asked: string, response: HttpResponse, need: Need = AGENT_POOL_NEED): Promise<Answer> {
  const text = await readText(asked, response);
  const json = parse(text);
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

async function readText(asked: string, response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new DevOpsError(`${asked}: the answer has more than ${MAX_BYTES} bytes`, { fault: 'transient', status: response.status });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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

/**
 * How long the server asks to wait, in milliseconds. It gives seconds or a date, with an error or with a success that it has
 * delayed. A longer Retry-After is capped.
 */
export function retryAfter(response: HttpResponse): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - (serverTime(response) ?? Date.now());
  return ms > 0 ? Math.min(ms, REQUEST.longestRetryAfter.milliseconds) : undefined;
}

function serverTime({ headers }: HttpResponse): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(json: unknown, name: 'message' | 'typeKey'): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}
