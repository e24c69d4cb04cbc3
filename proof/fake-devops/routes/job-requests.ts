import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { badRequest, requestNotFound } from '../service-error';
import type { JobRequest } from '../state/job-request';
import { listenersPool } from './listener';
import { visiblePool } from './rights';
import type { Services } from './services';
import { requestView } from './views';

/** The service's cap on `$top` (kedacore/keda#6819). */
const MAX_TOP = 200;
const DEFAULT_COMPLETED = 50;

/** Listeners send one; which one does not matter. */
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const results = ['succeeded', 'succeededWithIssues', 'failed', 'canceled', 'skipped', 'abandoned'] as const;
const update = z.object({
  finishTime: z.optional(z.string()),
  result: z.optional(z.enum(results)),
  agentShuttingDown: z.optional(z.boolean()),
});

/** Job requests: what KEDA's scaler reads, and what listeners pick up, renew and complete. Undocumented by Microsoft. */
export function jobRequestRoutes(services: Services): Route[] {
  const { store, jobs, url } = services;
  const view = (request: JobRequest, withMatchedAgents = true) => requestView({ url: url(), store }, request, withMatchedAgents);
  return [
    {
      method: 'GET',
      path: '/_apis/distributedtask/pools/:pool/jobrequests',
      access: 'vso.agentpools',
      handle: (call) => {
        const requests = wanted(call, visiblePool(call, store).requests);
        const top = call.query.number('$top');
        if (top === undefined) return listOf(withCompleted(requests, call.query.number('completedRequestCount')).map((each) => view(each)));
        const page = newestFirst(requests).slice(0, Math.min(top, MAX_TOP));
        const last = page.at(-1);
        const isMore = last !== undefined && page.length < requests.length;
        const headers: Record<string, string> = isMore ? { 'x-ms-continuationtoken': String(last.requestId) } : {};
        return listOf(
          page.map((each) => view(each, false)),
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
        const { pool, agent } = listenersPool(call, services);
        const requestId = idIn(call, 'request');
        if (!guid.test(call.query.text('lockToken') ?? '')) throw badRequest('Value cannot be null. Parameter name: lockToken');
        if (pool.request(requestId).reservedAgent?.id !== agent.id) throw requestNotFound(requestId);
        const { finishTime, result, agentShuttingDown = false } = bodyOf(call, update);
        if (finishTime === undefined || result === undefined) return ok(view(jobs.renew(pool, requestId)));
        return ok(view(jobs.complete(pool, requestId, { result, agentShuttingDown })));
      },
    },
  ];
}

function wanted({ query }: Call, requests: readonly JobRequest[]): JobRequest[] {
  const single = query.text('agentId');
  const agentIds = query.list('agentIds') ?? (single === undefined ? undefined : [single]);
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

/** All that are unfinished, and the last of the finished ones. */
function withCompleted(requests: readonly JobRequest[], completedCount = DEFAULT_COMPLETED): JobRequest[] {
  const unfinished = requests.filter(({ result }) => result === undefined);
  const finished = requests.filter(({ result }) => result !== undefined).sort((a, b) => (b.finishTime ?? 0) - (a.finishTime ?? 0));
  return newestFirst([...unfinished, ...finished.slice(0, completedCount)]);
}

const newestFirst = (requests: readonly JobRequest[]) => [...requests].sort((a, b) => b.requestId - a.requestId);
