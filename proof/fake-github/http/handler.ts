import { randomUUID } from 'node:crypto';
import type { Clock } from '../../fake-devops/clock';
import type { Reply } from '../../fake-devops/http/call';
import type { Faults } from '../../fake-devops/http/faults';
import type { Incoming, Outcome } from '../../fake-devops/http/handler';
import { Query } from '../../fake-devops/http/query';
import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { type Authorities, authenticate } from '../identity/authenticate';
import { type Identity, nameOf } from '../identity/identity';
import { ActionsError, notFound, RestError } from '../service-error';
import type { Call } from './call';
import { checkServiceCall, checkUserAgent } from './checks';
import { withETag } from './etag';
import { type Effect, effectOf, type Fault } from './fault-effect';
import { actionsErrorReply, restErrorReply } from './refusals';
import type { RestBudget } from './rest-budget';
import { findRoute, type Match, type Route } from './route';

export interface HandlerOptions {
  readonly clock: Clock;
  readonly authorities: Authorities;
  readonly faults: Faults<Fault>;
  readonly budget: RestBudget;
  /** Routes of the REST API, without the prefix of GitHub Enterprise Server. */
  readonly restRoutes: readonly Route[];
  /** Routes of the Actions service, of the invented service for runners, and of the page. */
  readonly serviceRoutes: readonly Route[];
  /** Called when a request arrives and again when it is answered. */
  readonly onRequest: (request: LoggedRequest) => void;
}

/** Older requests are dropped from the log, so that a fake can run for days. */
const MAX_LOGGED_REQUESTS = 100_000;

/** Handles requests: log, faults, authentication, checks, route. */
export class Handler {
  readonly log: LoggedRequest[] = [];
  readonly #options: HandlerOptions;

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  async handle(incoming: Incoming): Promise<Outcome> {
    const { clock, faults, onRequest } = this.#options;
    const { method = '', url = '/', headers, socket } = incoming.request;
    const { pathname, search } = new URL(url, 'http://fake');
    const from = socket.remoteAddress ?? '';
    const entry: LoggedRequest = { method, path: pathname, query: search, headers, body: incoming.text, from, at: clock.now(), user: '' };
    this.log.push(entry);
    if (this.log.length > MAX_LOGGED_REQUESTS) this.log.shift();
    const fault = faults.take(method, `${pathname}${search}`);
    onRequest(entry);
    const delayMs = fault?.delayMs ?? 0;
    if (delayMs > 0) await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    const outcome = await applyEffect(fault && effectOf(fault.answer), () => this.#serve(incoming, entry));
    if (typeof outcome === 'string') return outcome;
    entry.status = outcome.status;
    onRequest(entry);
    return outcome;
  }

  #serve(incoming: Incoming, entry: LoggedRequest): Promise<Reply> {
    const restPath = restPathOf(incoming, entry.path);
    return restPath === undefined ? this.#serveService(incoming, entry) : this.#serveRest(restPath, incoming, entry);
  }

  async #serveRest(path: string, incoming: Incoming, entry: LoggedRequest): Promise<Reply> {
    const { authorities, budget, restRoutes } = this.#options;
    let headers: Readonly<Record<string, string>> = { 'X-GitHub-Request-Id': randomUUID() };
    try {
      checkUserAgent(incoming.request.headers);
      const match = findRoute(restRoutes, entry.method, path);
      if (match === undefined) throw notFound();
      const identity = authenticate(match.route.access, incoming.request.headers.authorization ?? '', authorities);
      entry.user = nameOf(identity);
      headers = { ...headers, ...tokenHeaders(identity) };
      budget.check(entry.user);
      const served = await match.route.handle(callOf(incoming, entry, match.params, identity));
      const reply = withETag(entry.method, incoming.request.headers['if-none-match'], served);
      return { ...reply, headers: { ...headers, ...budget.count(entry.user, reply.status === 304), ...reply.headers } };
    } catch (error) {
      if (!(error instanceof ActionsError || error instanceof RestError)) throw error;
      return { ...restErrorReply(error), headers: { ...headers, ...(entry.user !== '' && budget.count(entry.user)) } };
    }
  }

  async #serveService(incoming: Incoming, entry: LoggedRequest): Promise<Reply> {
    const { authorities, serviceRoutes } = this.#options;
    const headers = { ActivityId: randomUUID() };
    try {
      const match = findRoute(serviceRoutes, entry.method, entry.path);
      if (match === undefined) throw new ActionsError(404, 'VssResourceNotFoundException', `There is no resource at ${entry.path}.`);
      const identity = authenticate(match.route.access, incoming.request.headers.authorization ?? '', authorities);
      entry.user = nameOf(identity);
      const call = callOf(incoming, entry, match.params, identity);
      if (match.route.path.includes('/_apis/')) checkServiceCall(call.query, call.headers, call.text);
      const reply = await match.route.handle(call);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    } catch (error) {
      if (error instanceof ActionsError) return { ...actionsErrorReply(error), headers };
      if (error instanceof RestError) return { ...restErrorReply(error), headers };
      throw error;
    }
  }
}

/** Only GitHub Enterprise Server has the prefix; github.com has a host of its own. Undefined for other services. */
function restPathOf({ request }: Incoming, path: string): string | undefined {
  if (path.startsWith('/api/v3/')) return path.slice('/api/v3'.length);
  return request.headers.host?.startsWith('api.') ? path : undefined;
}

const callOf = ({ request, text, gone, origin }: Incoming, entry: LoggedRequest, params: Match['params'], identity: Identity): Call => ({
  params,
  query: new Query(new URLSearchParams(entry.query)),
  headers: request.headers,
  text,
  identity,
  origin: request.headers.host === undefined ? origin : `http://${request.headers.host.replace(/^api\./, '')}`,
  gone,
});

/** What an answer says about a personal access token. */
function tokenHeaders(identity: Identity): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (identity.kind !== 'user') return headers;
  const { kind, scopes, expiresAt } = identity.token;
  if (kind === 'classic') headers['X-OAuth-Scopes'] = scopes.join(', ');
  if (Number.isFinite(expiresAt)) {
    headers['github-authentication-token-expiration'] = `${new Date(expiresAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  }
  return headers;
}

async function applyEffect(effect: Effect | undefined, serve: () => Promise<Reply>): Promise<Outcome> {
  if (effect === 'reset' || effect === 'hang') return effect;
  if (typeof effect === 'object' && 'reply' in effect) return effect.reply;
  const served = await serve();
  if (effect === 'lost-answer') return 'reset';
  return effect === undefined ? served : effect.change(served);
}
