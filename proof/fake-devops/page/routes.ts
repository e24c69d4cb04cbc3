import * as z from 'zod/mini';
import { bodyOf, emptyReply, idIn, ok, type Reply } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from '../routes/services';
import { badRequest } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { demoScript } from './common/demo-script';
import { jobFields, jobNames } from './common/job-fields';
import { checkSameOrigin, pageReply, stateEvents } from './common/replies';
import { agentDetails, jobDetails } from './details';
import { PAGE_HTML } from './html';
import { pageState } from './state';

const newJobs = z.object({
  pool: z.string(),
  demands: z.optional(z.array(z.string())),
  ...jobFields,
});

/** The page for people, its events and its actions. These routes are invented and need no token. */
export function pageRoutes(services: Services): Route[] {
  const { store, jobs } = services;
  const common = { access: 'anybody', unversioned: true } as const;
  return [
    { ...common, method: 'GET', path: '/', handle: () => pageReply(PAGE_HTML) },
    { ...common, method: 'GET', path: '/_page/events', handle: () => events(services) },
    {
      ...common,
      method: 'POST',
      path: '/_page/jobs',
      handle: (call) => {
        checkSameOrigin(call, badRequest);
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
        checkSameOrigin(call, badRequest);
        jobs.cancel(store.run(idIn(call, 'build')).buildId);
        return emptyReply(204);
      },
    },
  ];
}

/** Queues equal jobs, each in its own run. */
function queueJobs({ jobs }: Services, { count = 1, name = 'Job', seconds = 10, ...spec }: z.infer<typeof newJobs>): JobRecord[] {
  const script = demoScript(seconds, 'agent $AGENT_NAME');
  return jobNames(name, count).map((each) => jobs.queue({ ...spec, name: each, seconds, script }));
}

const events = (services: Services): Reply =>
  stateEvents(
    () => pageState(services),
    (changed) => {
      services.store.events.on('change', changed);
      return () => services.store.events.off('change', changed);
    },
  );
