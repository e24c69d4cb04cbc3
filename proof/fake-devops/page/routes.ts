import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, nothing, ok, type Reply } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from '../routes/services';
import { badRequest } from '../service-error';
import { pageHtml } from './html';
import { pageState } from './state';

/** Changes that come closer than this are told together. */
const TOGETHER_MS = 100;

const newJob = z.object({
  pool: z.string(),
  name: z.optional(z.string()),
  seconds: z.optional(z.number()),
  demands: z.optional(z.array(z.string())),
});

/** The page for people, what feeds it and what its buttons do. Inventions of this fake; no token is asked for. */
export function pageRoutes(services: Services): Route[] {
  const { store, jobs } = services;
  const common = { access: 'anybody', unversioned: true } as const;
  return [
    { ...common, method: 'GET', path: '/', handle: () => page },
    { ...common, method: 'GET', path: '/_page/events', handle: () => events(services) },
    {
      ...common,
      method: 'POST',
      path: '/_page/jobs',
      handle: (call) => {
        checkOwnPage(call);
        return ok({ build: jobs.queue(bodyOf(call, newJob)).buildId });
      },
    },
    {
      ...common,
      method: 'DELETE',
      path: '/_page/jobs/:build',
      handle: (call) => {
        checkOwnPage(call);
        jobs.cancel(store.run(idIn(call, 'build')).buildId);
        return nothing(204);
      },
    },
  ];
}

const page: Reply = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
  },
  text: pageHtml,
};

/** Other pages in the same browser must not queue jobs here: JSON makes the browser ask first, and it is not answered. @throws ServiceError 400 */
function checkOwnPage({ headers }: Call): void {
  if (headers['content-type'] !== 'application/json') throw badRequest('The content type must be application/json.');
}

/** The whole state at once, and again after every change (server-sent events). */
function events(services: Services): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    stream: (write, gone) => {
      let pending: NodeJS.Timeout | undefined;
      const send = () => {
        pending = undefined;
        write(`data: ${JSON.stringify(pageState(services))}\n\n`);
      };
      const changed = () => {
        pending ??= setTimeout(send, TOGETHER_MS);
      };
      services.store.events.on('change', changed);
      gone.addEventListener('abort', () => {
        services.store.events.off('change', changed);
        clearTimeout(pending);
      });
      send();
    },
  };
}
