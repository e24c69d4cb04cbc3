import { accessDenied, agentNotFound, ServiceError } from '../service-error';
import { expiredToken } from './authenticate';
import type { Reply } from './call';
import { rateLimitHeaders } from './rate-limit';
import { errorReply, redirectToSignIn, signInPage, unauthorised } from './refusals';

/**
 * A fault by name:
 * - `401-empty` to `503`: returns that answer; the request has no effect
 * - `200-delayed`: serves the request after `delayMs`, with X-RateLimit-Delay
 * - `truncated-json`: serves the request, but sends only half of the body
 * - `pool-count-0`, `pool-count-2`: serves the request, with that many agent pools in the list
 * - `lost-answer`: serves the request, then resets the connection, so that the client cannot know the outcome
 * - `reset`: resets the connection; the request has no effect
 * - `hang`: never answers; the request has no effect
 *
 * An object is a custom answer: a string body is sent unchanged, any other body as JSON.
 */
export type Fault =
  | NamedReply
  | '200-delayed'
  | 'truncated-json'
  | 'pool-count-0'
  | 'pool-count-2'
  | 'lost-answer'
  | 'reset'
  | 'hang'
  | CustomReply;

type NamedReply = '401-empty' | '401-expired' | '203-html' | '302' | '403' | '404' | '400-busy' | '409-name' | '409-session' | '503';

interface CustomReply {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a fault does to a request: it replaces the served reply, changes it, or prevents an answer. */
export type Effect = { readonly reply: Reply } | { readonly change: (served: Reply) => Reply } | 'lost-answer' | 'reset' | 'hang';

export interface FaultContext {
  readonly origin: string;
  readonly url: string;
  readonly now: number;
  readonly delayMs: number;
}

export function effectOf(fault: Fault, context: FaultContext): Effect {
  if (typeof fault === 'object') return { reply: customReply(fault, context.now) };
  switch (fault) {
    case 'lost-answer':
    case 'reset':
    case 'hang':
      return fault;
    case '200-delayed': {
      const headers = rateLimitHeaders({ remaining: 0, delay: context.delayMs / 1000 }, context.now);
      return { change: (served) => ({ ...served, headers: { ...served.headers, ...headers } }) };
    }
    case 'truncated-json':
      return { change: truncateBody };
    case 'pool-count-0':
      return { change: (served) => ({ ...served, json: { count: 0, value: [] } }) };
    case 'pool-count-2':
      return { change: doublePool };
    default:
      return { reply: namedReply(fault, context) };
  }
}

function namedReply(fault: NamedReply, { origin, url }: FaultContext): Reply {
  switch (fault) {
    case '401-empty':
      return unauthorised();
    case '401-expired':
      return expiredToken();
    case '203-html':
      return signInPage();
    case '302':
      return redirectToSignIn(origin, url);
    case '403':
      return errorReply(accessDenied('Ada', 'Manage'));
    case '404':
      return errorReply(agentNotFound(44, 2884));
    case '400-busy':
      return errorReply(new ServiceError(400, 'TaskAgentJobStillRunningException', 'Agent "linux" is running a job for pool "linux"'));
    case '409-name':
      return errorReply(new ServiceError(409, 'TaskAgentExistsException', 'Pool 44 already contains an agent with name linux.'));
    case '409-session': {
      const message = 'The task agent linux already has an active session for owner linux.';
      return errorReply(new ServiceError(409, 'TaskAgentSessionConflictException', message));
    }
    case '503':
      return { status: 503, headers: { 'content-type': 'text/html' }, text: '<html><body>Service unavailable</body></html>' };
  }
}

function customReply(fault: CustomReply, now: number): Reply {
  const retry: Record<string, string> = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  if (fault.status === 429 && fault.body === undefined) {
    const message =
      'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource Concurrency in namespace Ada.';
    const limits = rateLimitHeaders({ remaining: 0 }, now);
    return errorReply(new ServiceError(429, 'RequestBlockedException', message), { ...limits, ...retry, ...fault.headers });
  }
  const body = typeof fault.body === 'string' ? { text: fault.body } : { json: fault.body };
  return { status: fault.status, headers: { ...retry, ...fault.headers }, ...body };
}

function truncateBody({ json, ...served }: Reply): Reply {
  const whole = JSON.stringify(json ?? { count: 1, value: [] });
  return {
    ...served,
    headers: { ...served.headers, 'content-type': 'application/json' },
    text: whole.slice(0, Math.floor(whole.length / 2)),
  };
}

function doublePool(served: Reply): Reply {
  const { value = [] } = (served.json ?? {}) as { value?: { id: number }[] };
  const first = value[0] ?? { id: 44 };
  return { ...served, json: { count: 2, value: [first, { ...first, id: first.id + 1 }] } };
}
