import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock';
import { hasScope, type Identity } from '../identity/identity';
import type { Tokens } from '../identity/tokens';
import { accessDenied, ServiceError } from '../service-error';
import { authenticate } from './authenticate';
import type { Reply } from './call';
import { type Effect, effectOf } from './fault-effect';
import type { Faults } from './faults';
import { Query } from './query';
import { errorReply, SIGN_IN } from './refusals';
import type { LoggedRequest } from './request-log';
import { findRoute, type Route } from './route';
import { checkContentType, checkVersion } from './version';

/** What the server does with a request. */
export type Outcome = Reply | 'reset' | 'hang';

export interface HandlerParts {
  readonly organisation: string;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly faults: Faults;
  /** Below the organisation. */
  readonly routes: readonly Route[];
  /** Of the sign-in service and of the page, from the root. */
  readonly rootRoutes: readonly Route[];
  /** Headers of every answer. */
  readonly commonHeaders: () => Readonly<Record<string, string>>;
  /** Told of each request when it has come and when it is answered. */
  readonly onRequest: (request: LoggedRequest) => void;
}

const DELAYED_MS = 3500;
/** Older requests are forgotten, so that a fake can run for days. */
const MAX_LOG = 100_000;

/** From a request to what is answered: log, faults, credentials, version, route. */
export class Handler {
  readonly log: LoggedRequest[] = [];
  readonly #parts: HandlerParts;

  constructor(parts: HandlerParts) {
    this.#parts = parts;
  }

  /** `origin` is the URL that the server is reached at. */
  async handle(request: IncomingMessage, text: string, gone: AbortSignal, origin: string): Promise<Outcome> {
    const { clock, faults, onRequest } = this.#parts;
    const { method = '', url = '/' } = request;
    const { path, search, isOrganisation } = this.#split(url);
    const entry: LoggedRequest = { method, path, query: search, headers: request.headers, body: text, at: clock.now(), user: '' };
    this.log.push(entry);
    if (this.log.length > MAX_LOG) this.log.shift();
    onRequest(entry);
    // Where a fault redirects to, the URL holds the path that the fault is for.
    const fault = path === SIGN_IN ? undefined : faults.take(method, `${path}${search}`);
    const delayMs = fault?.delayMs ?? (fault?.answer === '200-delayed' ? DELAYED_MS : 0);
    if (delayMs > 0) await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    const effect = fault && effectOf(fault.answer, { origin, url: `${origin}${url}`, now: clock.now(), delayMs });
    const outcome = await applied(effect, () => this.#serve(request, text, gone, { origin, path, search, isOrganisation, entry }));
    if (typeof outcome === 'string') return outcome;
    entry.status = outcome.status;
    onRequest(entry);
    return { ...outcome, headers: { ...this.#parts.commonHeaders(), ...outcome.headers } };
  }

  #split(url: string) {
    const { pathname, search } = new URL(url, 'http://fake');
    const path = decode(pathname);
    const prefix = `/${this.#parts.organisation}`.toLowerCase();
    const isOrganisation = path.toLowerCase() === prefix || path.toLowerCase().startsWith(`${prefix}/`);
    return { path: isOrganisation ? path.slice(prefix.length) : path, search, isOrganisation };
  }

  async #serve(
    request: IncomingMessage,
    text: string,
    gone: AbortSignal,
    at: { origin: string; path: string; search: string; isOrganisation: boolean; entry: LoggedRequest },
  ): Promise<Reply> {
    const { routes, rootRoutes, tokens } = this.#parts;
    const match = findRoute(at.isOrganisation ? routes : rootRoutes, request.method ?? '', at.path);
    if (match === undefined && !at.isOrganisation) return page(404, 'The resource cannot be found.');
    try {
      const access = typeof match === 'object' ? match.route.access : 'vso.agentpools';
      const who = access === 'anybody' ? { identity: { kind: 'nobody' } as const } : authenticate(request, tokens, at.origin);
      if ('refusal' in who) return who.refusal;
      at.entry.user = nameOf(who.identity);
      if (match === undefined) throw new ServiceError(404, 'VssResourceNotFoundException', `There is no resource at ${at.path}.`);
      if (match === 'method') {
        const message = `The requested resource does not support http method '${request.method}'.`;
        throw new ServiceError(405, 'VssRequestMethodNotAllowedException', message);
      }
      const query = new Query(new URLSearchParams(at.search));
      if (!match.route.unversioned) {
        checkVersion(match.route, request, query);
        checkContentType(match.route, request, text);
      }
      checkAccess(match.route, who.identity);
      const { headers } = request;
      return await match.route.handle({
        method: match.route.method,
        params: match.params,
        query,
        headers,
        text,
        identity: who.identity,
        gone,
      });
    } catch (error) {
      if (error instanceof ServiceError) return errorReply(error);
      throw error;
    }
  }
}

async function applied(effect: Effect | undefined, serve: () => Promise<Reply>): Promise<Outcome> {
  if (effect === 'reset' || effect === 'hang') return effect;
  if (typeof effect === 'object' && 'reply' in effect) return effect.reply;
  const served = await serve();
  if (effect === 'lost-answer') return 'reset';
  return effect === undefined ? served : effect.change(served);
}

/** @throws ServiceError 403, and 401 for connectionData, whose refusal differs (MicrosoftDocs/azure-devops-docs#11373) */
function checkAccess(route: Route, identity: Identity): void {
  if (route.access === 'anybody') return;
  if (identity.kind === 'agent' && (route.access === 'agent' || route.agentsToo)) return;
  if (identity.kind === 'user' && route.access !== 'agent') {
    if (hasScope(identity, route.access)) return;
    if (route.path.endsWith('/connectionData')) {
      const message = 'VS30063: You are not authorized to access https://dev.azure.com.';
      throw new ServiceError(401, 'VssUnauthorizedException', message);
    }
    throw accessDenied(identity.name, `the scope ${route.access} among its`);
  }
  throw accessDenied(nameOf(identity), route.access === 'agent' ? 'Listen' : 'Manage');
}

function nameOf(identity: Identity): string {
  if (identity.kind === 'user') return identity.name;
  return identity.kind === 'agent' ? `agent ${identity.clientId}` : '';
}

const page = (status: number, message: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html>\n<html><body>${message}</body></html>\n`,
});

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
