import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock';
import type { Tokens } from '../identity/tokens';
import { ServiceError } from '../service-error';
import { checkAccess, nameOf } from './access';
import { authenticate } from './authenticate';
import type { Reply } from './call';
import { type Effect, effectOf } from './fault-effect';
import type { Faults } from './faults';
import { Query } from './query';
import { errorReply, SIGN_IN_PATH } from './refusals';
import type { LoggedRequest } from './request-log';
import { findRoute, type Route } from './route';
import { checkContentType, checkVersion } from './version';

/** An answer, or what the server does instead of answering. */
export type Outcome = Reply | 'reset' | 'hang';

/** A request as it reaches the server. */
export interface Incoming {
  readonly request: IncomingMessage;
  /** The body. */
  readonly text: string;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
  /** The URL that the server is reached at. */
  readonly origin: string;
}

/** Where a request goes. */
interface Target {
  /** Below the organisation, or below the root. */
  readonly path: string;
  /** The query with its question mark; empty without a query. */
  readonly search: string;
  readonly isOrganisation: boolean;
}

export interface HandlerOptions {
  readonly organisation: string;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly faults: Faults;
  /** Routes below the organisation. */
  readonly routes: readonly Route[];
  /** Routes of the sign-in service and of the page, below the root. */
  readonly rootRoutes: readonly Route[];
  /** Headers to add to every answer. */
  readonly commonHeaders: () => Readonly<Record<string, string>>;
  /** Called when a request arrives and again when it is answered. */
  readonly onRequest: (request: LoggedRequest) => void;
}

const DEFAULT_DELAY_MS = 3500;
/** Older requests are dropped from the log, so that a fake can run for days. */
const MAX_LOGGED_REQUESTS = 100_000;

/** Handles requests: log, faults, authentication, version check, route. */
export class Handler {
  readonly log: LoggedRequest[] = [];
  readonly #options: HandlerOptions;

  constructor(options: HandlerOptions) {
    this.#options = options;
  }

  async handle(incoming: Incoming): Promise<Outcome> {
    const { clock, faults, onRequest } = this.#options;
    const { method = '', url = '/', headers } = incoming.request;
    const target = this.#targetOf(url);
    const { path, search } = target;
    const from = incoming.request.socket.remoteAddress ?? '';
    const entry: LoggedRequest = { method, path, query: search, headers, body: incoming.text, from, at: clock.now(), user: '' };
    this.log.push(entry);
    if (this.log.length > MAX_LOGGED_REQUESTS) this.log.shift();
    onRequest(entry);
    // A redirect to the sign-in page has the original path in its query, so the fault could match again.
    const fault = path === SIGN_IN_PATH ? undefined : faults.take(method, `${path}${search}`);
    const delayMs = fault?.delayMs ?? (fault?.answer === '200-delayed' ? DEFAULT_DELAY_MS : 0);
    if (delayMs > 0) await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    const effect = fault && effectOf(fault.answer, { origin: incoming.origin, url: `${incoming.origin}${url}`, now: clock.now(), delayMs });
    const outcome = await applyEffect(effect, () => this.#serve(incoming, target, entry));
    if (typeof outcome === 'string') return outcome;
    entry.status = outcome.status;
    onRequest(entry);
    return { ...outcome, headers: { ...this.#options.commonHeaders(), ...outcome.headers } };
  }

  #targetOf(url: string): Target {
    const { pathname, search } = new URL(url, 'http://fake');
    const path = decode(pathname);
    const prefix = `/${this.#options.organisation}`.toLowerCase();
    const isOrganisation = path.toLowerCase() === prefix || path.toLowerCase().startsWith(`${prefix}/`);
    return { path: isOrganisation ? path.slice(prefix.length) : path, search, isOrganisation };
  }

  async #serve({ request, text, gone, origin }: Incoming, target: Target, entry: LoggedRequest): Promise<Reply> {
    const { routes, rootRoutes, tokens } = this.#options;
    const match = findRoute(target.isOrganisation ? routes : rootRoutes, request.method ?? '', target.path);
    if (match === undefined && !target.isOrganisation) return page(404, 'The resource cannot be found.');
    try {
      const access = typeof match === 'object' ? match.route.access : 'vso.agentpools';
      const caller = access === 'anybody' ? { identity: { kind: 'nobody' } as const } : authenticate(request, tokens, origin);
      if ('refusal' in caller) return caller.refusal;
      entry.user = nameOf(caller.identity);
      if (match === undefined) throw new ServiceError(404, 'VssResourceNotFoundException', `There is no resource at ${target.path}.`);
      if (match === 'method') {
        const message = `The requested resource does not support http method '${request.method}'.`;
        throw new ServiceError(405, 'VssRequestMethodNotAllowedException', message);
      }
      const query = new Query(new URLSearchParams(target.search));
      if (!match.route.unversioned) {
        checkVersion(match.route, request, query);
        checkContentType(match.route, request, text);
      }
      checkAccess(match.route, caller.identity);
      const { headers } = request;
      return await match.route.handle({
        method: match.route.method,
        params: match.params,
        query,
        headers,
        text,
        identity: caller.identity,
        gone,
      });
    } catch (error) {
      if (error instanceof ServiceError) return errorReply(error);
      throw error;
    }
  }
}

async function applyEffect(effect: Effect | undefined, serve: () => Promise<Reply>): Promise<Outcome> {
  if (effect === 'reset' || effect === 'hang') return effect;
  if (typeof effect === 'object' && 'reply' in effect) return effect.reply;
  const served = await serve();
  if (effect === 'lost-answer') return 'reset';
  return effect === undefined ? served : effect.change(served);
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
