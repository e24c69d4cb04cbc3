import * as z from 'zod/mini';
import type { ActiveFault, FaultSpec } from '../../fake-devops/http/faults';
import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { demoScript } from '../../fake-devops/page/common/demo-script';
import { endOfLog, jobFields, jobNames } from '../../fake-devops/page/common/job-fields';
import { checkSameOrigin, pageReply, stateEvents } from '../../fake-devops/page/common/replies';
import { bodyOf, type Call, emptyReply, idIn, ok, type Reply } from '../http/call';
import type { Fault } from '../http/fault-effect';
import type { Route } from '../http/route';
import type { Services } from '../routes/services';
import { badRequest, notFound } from '../service-error';
import type { JobRecord } from '../state/job-record';
import type { Switches } from '../switches/switches';
import { PageFaults } from './faults';
import { PAGE_HTML } from './html';
import { isOfPage } from './requests';
import { jobState, pageState } from './state';

/** What the page uses of the fake, in addition to its services. */
export interface Controls {
  readonly origin: string;
  readonly requests: readonly LoggedRequest[];
  readonly switches: Pick<Switches, 'loseSession' | 'deleteScaleSet'>;
  fault(spec: FaultSpec<Fault>): ActiveFault;
}

const newJobs = z.object({
  labels: z.array(z.string()).check(z.minLength(1)),
  /** Full name. @default - the first one */
  repository: z.optional(z.string()),
  ...jobFields,
});
const faultSwitch = z.object({ on: z.boolean() });

/** The page for people, its events and its actions. These routes are invented and need no token. */
export function pageRoutes(services: Services, controls: Controls): Route[] {
  const { store, jobRuns } = services;
  const faults = new PageFaults((spec) => controls.fault(spec));
  const state = () => pageState({ services, faults, origin: controls.origin, requests: controls.requests });
  return [
    read('/', () => pageReply(PAGE_HTML)),
    read('/_page/events', () => stateEvents(state, (changed) => subscribe(services, changed))),
    read('/_page/jobs/:job', (call) => {
      const job = store.job(idIn(call, 'job'));
      return ok({ ...jobState(store, job), ...endOfLog(job.log) });
    }),
    change('POST', '/_page/jobs', (call) => ok({ jobs: queueJobs(services, bodyOf(call, newJobs)).map(({ id }) => id) })),
    change('DELETE', '/_page/jobs/:job', (call) => {
      jobRuns.cancel(idIn(call, 'job'));
      return emptyReply(204);
    }),
    change('DELETE', '/_page/scale-sets/:set/session', (call) => {
      controls.switches.loseSession(idIn(call, 'set'));
      return emptyReply(204);
    }),
    change('DELETE', '/_page/scale-sets/:set', (call) => {
      controls.switches.deleteScaleSet(idIn(call, 'set'));
      return emptyReply(204);
    }),
    change('PUT', '/_page/faults/:fault', (call) => {
      faults.set(call.params['fault'] ?? '', bodyOf(call, faultSwitch).on);
      store.changed();
      return emptyReply(204);
    }),
  ];
}

const read = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, access: 'anybody', handle });

/** A route that other sites cannot use. */
const change = (method: Route['method'], path: string, handle: (call: Call) => Reply): Route => ({
  method,
  path,
  access: 'anybody',
  handle: (call) => {
    checkSameOrigin(call, badRequest);
    return handle(call);
  },
});

/** Calls back after every change, and after every request of a client: its answer may be all that changes. */
function subscribe({ store: { events } }: Services, changed: () => void): () => void {
  const onRequest = (request: LoggedRequest) => {
    if (!isOfPage(request)) changed();
  };
  events.on('change', changed).on('request', onRequest);
  return () => events.off('change', changed).off('request', onRequest);
}

/** Queues a run with equal jobs, as a matrix does. @throws RestError 404 for an unknown repository */
function queueJobs(
  { store, jobs }: Services,
  { count = 1, name = 'Job', seconds = 10, ...spec }: z.infer<typeof newJobs>,
): readonly JobRecord[] {
  const repository = store.repository(spec.repository ?? store.repositories[0]?.name ?? '').name;
  const workflow = store.workflows.find((each) => each.repository === repository);
  if (workflow === undefined) throw notFound();
  const script = demoScript(seconds, 'runner $RUNNER_NAME');
  return jobs.queue({ workflow, jobs: jobNames(name, count).map((each) => ({ labels: spec.labels, name: each, seconds, script })) }).jobs;
}
