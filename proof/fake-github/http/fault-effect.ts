import type { Reply } from '../../fake-devops/http/call';
import {
  ActionsError,
  jobStillRunning,
  RestError,
  runnerExists,
  runnerNotFound,
  scaleSetNotFound,
  sessionConflict,
  sessionLost,
  unauthorized,
} from '../service-error';
import { actionsErrorReply, htmlReply, restErrorReply } from './refusals';

/**
 * A fault by name:
 * - `401` to `503`: returns that answer; the request has no effect
 * - `202`: returns that a poll had no message; the request has no effect
 * - `200-html`, `200-empty`: returns such a body; the request has no effect
 * - `bom`: serves the request, with a byte order mark in front of the body
 * - `cut`: serves the request, but closes the connection after half of the body
 * - `lost-answer`: serves the request, then resets the connection, so that the client cannot know the outcome
 * - `reset`: resets the connection; the request has no effect
 * - `hang`: never answers; the request has no effect
 * - `slow`: serves the request after `delayMs`
 *
 * An object is a custom answer: a string body is sent unchanged, any other body as JSON.
 */
export type Fault = NamedReply | 'bom' | 'cut' | 'lost-answer' | 'reset' | 'hang' | 'slow' | CustomReply;

type NamedReply = keyof typeof REPLIES;

interface CustomReply {
  readonly status: number;
  /** Seconds, or a time, which is sent as an HTTP date. */
  readonly retryAfter?: number | Date;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a fault does to a request: it replaces the served reply, changes it, or prevents an answer. */
export type Effect = { readonly reply: Reply } | { readonly change: (served: Reply) => Reply } | 'lost-answer' | 'reset' | 'hang';

/** The answers by their names. Those of the REST API have other bodies than those of the Actions service. */
const REPLIES = {
  '202': { status: 202 },
  '200-html': htmlReply(200),
  '200-empty': { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } },
  '400-busy': actionsErrorReply(jobStillRunning('runner')),
  '400-wrapped': wrapped(jobStillRunning('runner')),
  '401': actionsErrorReply(unauthorized()),
  '401-rest': restErrorReply(new RestError(401, 'Bad credentials')),
  '403': actionsErrorReply(new ActionsError(403, 'VssAccessDeniedException', 'Access denied.')),
  '403-rest': restErrorReply(new RestError(403, 'Resource not accessible by integration')),
  '404-rest': restErrorReply(new RestError(404, 'Not Found')),
  '404-runner': actionsErrorReply(runnerNotFound(0)),
  '404-scale-set': actionsErrorReply(scaleSetNotFound(0)),
  '404-session': actionsErrorReply(sessionLost()),
  '409-name': actionsErrorReply(runnerExists('runner')),
  '409-session': actionsErrorReply(sessionConflict('scale-set', 'another-host')),
  '422-busy': restErrorReply(new RestError(422, 'Bad request - Runner "runner" is still running a job')),
  '429': { status: 429, text: 'Too many requests\n', headers: { 'content-type': 'text/plain; charset=utf-8' } },
  '500': htmlReply(500),
  '501': htmlReply(501),
  '502': htmlReply(502),
  '503': htmlReply(503),
} as const satisfies Readonly<Record<string, Reply>>;

/** An error of the service as its broker may pass it on. */
function wrapped(error: ActionsError): Reply {
  const inner = JSON.stringify(actionsErrorReply(error).json);
  return { status: 400, json: { error: 'Bad Request', details: `failed: ${JSON.stringify(inner)}` } };
}

export function effectOf(fault: Fault): Effect {
  if (typeof fault === 'object') return { reply: customReply(fault) };
  switch (fault) {
    case 'lost-answer':
    case 'reset':
    case 'hang':
      return fault;
    case 'slow':
      return { change: (served) => served };
    case 'bom':
      return { change: (served) => withText(served, `\uFEFF${bodyText(served)}`) };
    case 'cut':
      return { change: cutBody };
    default:
      return { reply: REPLIES[fault] };
  }
}

function customReply({ status, retryAfter, headers = {}, body }: CustomReply): Reply {
  const retry: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString() };
  const content = typeof body === 'string' ? { text: body } : { json: body };
  return { status, headers: { ...retry, ...headers }, ...content };
}

const bodyText = ({ json, text }: Reply): string => text ?? (json === undefined ? '' : JSON.stringify(json));

const withText = ({ json: _, ...served }: Reply, text: string): Reply => ({
  ...served,
  headers: { 'content-type': 'application/json; charset=utf-8', ...served.headers },
  text,
});

/** Announces the whole length, sends half and closes the connection. */
function cutBody(served: Reply): Reply {
  const whole = bodyText(served);
  const half = withText(served, whole.slice(0, Math.floor(whole.length / 2)));
  return { ...half, headers: { ...half.headers, 'content-length': String(Buffer.byteLength(whole)), connection: 'close' } };
}
