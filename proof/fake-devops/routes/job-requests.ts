import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { badRequest, requestNotFound } from '../service-error';
import type { JobRequest } from '../state/job-request';
import { agentInPool } from './listener';
import { visiblePool } from './rights';
import type { Services } from './services';
import { type RequestViewOptions, requestView } from './views';

/** Maximum of `$top` in the service (kedacore/keda#6819). */
const MAX_TOP = 200;
/** Completed requests that a list has unless the query says otherwise. */
const DEFAULT_COMPLETED = 50;

/** Listeners send a GUID as lock token; its value has no effect. */
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const RESULTS = ['succeeded', 'succeededWithIssues', 'failed', 'canceled', 'skipped', 'abandoned'] as const;
const requestUpdate = z.object({
  finishTime: z.optional(z.string()),
  result: z.optional(z.enum(RESULTS)),
  agentShuttingDown: z.optional(z.boolean()),
});

/** Job requests. KEDA's scaler lists them; listeners pick them up, renew and complete them. Microsoft does not document these routes. */
export function jobRequestRoutes(services: Services): Route[] {
  const { store, jobs, url } = services;
  const view = (request: JobRequest, options?: RequestViewOptions) => requestView({ url: url(), store }, request, options);
  return [
    {
      method: 'GET',
      path: '/_apis/distributedtask/pools/:pool/jobrequests',
      access: 'vso.agentpools',
      handle: (call) => {
        const requests = matching(call, visiblePool(call, store).requests);
        const top = call.query.number('$top');
        if (top === undefined) return listOf(withCompleted(requests, call.query.number('completedRequestCount')).map((each) => view(each)));
        const page = newestFirst(requests).slice(0, Math.min(top, MAX_TOP));
        const last = page.at(-1);
        const isMore = last !== undefined && page.length < requests.length;
        const headers: Record<string, string> = isMore ? { 'x-ms-continuationtoken': String(last.requestId) } : {};
        return listOf(
          page.map((each) => view(each, { matchedAgents: false })),
          headers,
        );
      },
    },
    {
      method: 'GET',
      path: '/_apis/distributedtask/pools/:pool/jobrequests/:request',
      access: 'vso.agentpools',
      handle: (call) => ok(view(visiblePool(call, store).request(idIn(call, 'request')))),
    },
    {
      method: 'PATCH',
      path: '/_apis/distributedtask/pools/:pool/jobrequests/:request',
      access: 'agent',
      handle: (call) => {
        const { pool, agent } = agentInPool(call, services);
        const requestId = idIn(call, 'request');
        if (!GUID.test(call.query.text('lockToken') ?? '')) throw badRequest('Value cannot be null. Parameter name: lockToken');
        if (pool.request(requestId).reservedAgent?.id !== agent.id) throw requestNotFound(requestId);
        const { finishTime, result, agentShuttingDown = false } = bodyOf(call, requestUpdate);
        if (finishTime === undefined || result === undefined) return ok(view(jobs.renew(pool, requestId)));
        return ok(view(jobs.complete(pool, requestId, { result, agentShuttingDown })));
      },
    },
  ];
}

function matching({ query }: Call, requests: readonly JobRequest[]): JobRequest[] {
  const agentId = query.text('agentId');
  const agentIds = query.list('agentIds') ?? (agentId === undefined ? undefined : [agentId]);
  const [planId, jobId] = [query.text('planId'), query.text('jobId')];
  const before = query.number('continuationToken') ?? Number.POSITIVE_INFINITY;
  return requests.filter(
    (request) =>
      (agentIds === undefined || agentIds.includes(String(request.reservedAgent?.id))) &&
      (planId === undefined || request.planId === planId) &&
      (jobId === undefined || request.jobId === jobId) &&
      request.requestId < before,
  );
}

/** All unfinished requests, and those that finished last. */
function withCompleted(requests: readonly JobRequest[], completedCount = DEFAULT_COMPLETED): JobRequest[] {
  const unfinished = requests.filter(({ result }) => result === undefined);
  const finished = requests.filter(({ result }) => result !== undefined).sort((a, b) => (b.finishTime ?? 0) - (a.finishTime ?? 0));
  return newestFirst([...unfinished, ...finished.slice(0, completedCount)]);
}

const newestFirst = (requests: readonly JobRequest[]) => [...requests].sort((a, b) => b.requestId - a.requestId);
