import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, idIn, ok, type Reply } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from '../routes/services';
import { badRequest } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { demoScript } from './demo-script';
import { agentDetails, jobDetails } from './details';
import { PAGE_HTML } from './html';
import { pageState } from './state';

/** Changes within this time are sent together. */
const BATCH_MS = 100;

/** Jobs that one request can queue. */
const MAX_COUNT = 100;
/** Longest duration of a job that the page queues, in seconds. */
const MAX_SECONDS = 24 * 3600;

const newJobs = z.object({
  pool: z.string(),
  name: z.optional(z.string()),
  seconds: z.optional(z.number().check(z.minimum(0), z.maximum(MAX_SECONDS))),
  demands: z.optional(z.array(z.string())),
  /** Number of runs, with one job each. */
  count: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_COUNT))),
});

/** The page for people, its events and its actions. These routes are invented and need no token. */
export function pageRoutes(services: Services): Route[] {
  const { store, jobs } = services;
  const common = { access: 'anybody', unversioned: true } as const;
  return [
    { ...common, method: 'GET', path: '/', handle: () => pageReply },
    { ...common, method: 'GET', path: '/_page/events', handle: () => events(services) },
    {
      ...common,
      method: 'POST',
      path: '/_page/jobs',
      handle: (call) => {
        checkSameOrigin(call);
        return ok({ builds: queueJobs(services, bodyOf(call, newJobs)).map(({ buildId }) => buildId) });
      },
    },
    { ...common, method: 'GET', path: '/_page/jobs/:job', handle: ({ params }) => ok(jobDetails(services, params['job'] ?? '')) },
    {
      ...common,
      method: 'GET',
      path: '/_page/pools/:pool/agents/:agent',
      handle: (call) => ok(agentDetails(services, store.pool(idIn(call, 'pool')), idIn(call, 'agent'))),
    },
    {
      ...common,
      method: 'DELETE',
      path: '/_page/jobs/:build',
      handle: (call) => {
        checkSameOrigin(call);
        jobs.cancel(store.run(idIn(call, 'build')).buildId);
        return emptyReply(204);
      },
    },
  ];
}

/** Queues equal jobs, each in its own run. Several jobs get numbers after their names. */
function queueJobs({ jobs }: Services, { count = 1, name = 'Job', seconds = 10, ...spec }: z.infer<typeof newJobs>): JobRecord[] {
  return Array.from({ length: count }, (_, index) =>
    jobs.queue({ ...spec, name: count === 1 ? name : `${name} ${index + 1}`, seconds, script: demoScript(seconds) }),
  );
}

const pageReply: Reply = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
  },
  text: PAGE_HTML,
};

/**
 * Prevents other pages in the same browser from queueing jobs. They can only send JSON after a CORS preflight request, which
 * the fake does not grant.
 *
 * @throws ServiceError 400
 */
function checkSameOrigin({ headers }: Call): void {
  if (headers['content-type'] !== 'application/json') throw badRequest('The content type must be application/json.');
}

/** Sends the whole state immediately, and again after every change (server-sent events). */
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
      const sendSoon = () => {
        pending ??= setTimeout(send, BATCH_MS);
      };
      services.store.events.on('change', sendSoon);
      gone.addEventListener('abort', () => {
        services.store.events.off('change', sendSoon);
        clearTimeout(pending);
      });
      send();
    },
  };
}
