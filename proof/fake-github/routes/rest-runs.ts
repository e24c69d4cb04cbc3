import { type Call, emptyReply, ok } from '../http/call';
import type { Route } from '../http/route';
import { notFound } from '../service-error';
import type { Run } from '../state/run';
import type { Scope } from '../state/scope';
import { allowedScope } from './callers';
import { pageOf } from './paging';
import { jobView, runState, runView } from './run-views';
import type { Services } from './services';

const REPO = '/repos/:owner/:repo';

/** Workflow runs and their jobs in the REST API. */
export function restRunRoutes(services: Services): Route[] {
  const { store, jobRuns } = services;
  return [
    { method: 'GET', path: `${REPO}/actions/runs`, access: 'rest', handle: (call) => listRuns(call, services) },
    { method: 'GET', path: `${REPO}/actions/workflows/:workflow/runs`, access: 'rest', handle: (call) => listRuns(call, services) },
    {
      method: 'GET',
      path: `${REPO}/actions/runs/:run`,
      access: 'rest',
      handle: (call) => {
        const repository = allowedScope(call, store, 'read-actions');
        return ok(runView(runIn(call, repository, services), store, urlOf(call, repository)));
      },
    },
    {
      method: 'GET',
      path: `${REPO}/actions/runs/:run/jobs`,
      access: 'rest',
      handle: (call) => {
        const repository = allowedScope(call, store, 'read-actions');
        const run = runIn(call, repository, services);
        const all = store.jobs.filter(({ runId }) => runId === run.id);
        const { items, headers } = pageOf(call, `/repos/${repository.name}/actions/runs/${run.id}/jobs`, all);
        return ok({ total_count: all.length, jobs: items.map((job) => jobView(job, store, urlOf(call, repository))) }, headers);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/actions/jobs/:job`,
      access: 'rest',
      handle: (call) => {
        const repository = allowedScope(call, store, 'read-actions');
        const job = store.job(Number(call.params['job']));
        if (job.repository !== repository.name) throw notFound();
        return ok(jobView(job, store, urlOf(call, repository)));
      },
    },
    {
      method: 'POST',
      path: `${REPO}/actions/runs/:run/cancel`,
      access: 'rest',
      handle: (call) => {
        const run = runIn(call, allowedScope(call, store, 'write-actions'), services);
        for (const job of store.jobs) if (job.runId === run.id) jobRuns.cancel(job.id);
        return { ...emptyReply(202), json: {} };
      },
    },
  ];
}

/** Newest first, as on the service. */
function listRuns(call: Call, { store }: Services) {
  const repository = allowedScope(call, store, 'read-actions');
  const { workflow } = call.params;
  const status = call.query.text('status');
  const event = call.query.text('event');
  const branch = call.query.text('branch');
  const created = call.query.text('created');
  const all = store.runs.filter((run) => {
    if (run.workflow.repository !== repository.name) return false;
    if (workflow !== undefined && !isNamed(run.workflow, workflow)) return false;
    const state = runState(store.jobs.filter(({ runId }) => runId === run.id));
    return (
      (status === undefined || status === state.status || status === state.conclusion) &&
      (event === undefined || event === run.event) &&
      (branch === undefined || branch === run.branch) &&
      (created === undefined || isInPeriod(run.createdAt, created))
    );
  });
  const path = `/repos/${repository.name}/actions/${workflow === undefined ? '' : `workflows/${workflow}/`}runs`;
  const { items, headers } = pageOf(call, path, all.toReversed());
  return ok({ total_count: all.length, workflow_runs: items.map((run) => runView(run, store, urlOf(call, repository))) }, headers);
}

/** By its id, its file name or its path. */
export const isNamed = ({ id, path }: Run['workflow'], name: string): boolean =>
  String(id) === name || path === name || path.endsWith(`/${name}`);

/** `>=2026-01-01T00:00:00Z`, `>`, `<=`, `<` or a range `from..to`, as in searches of GitHub. */
function isInPeriod(time: number, period: string): boolean {
  const [from, to] = period.split('..');
  if (to !== undefined) return time >= Date.parse(from ?? '') && time <= Date.parse(to);
  const [, sign = '', text = ''] = /^([<>]=?)?(.*)$/.exec(period) ?? [];
  const limit = Date.parse(text);
  if (sign === '>=') return time >= limit;
  if (sign === '>') return time > limit;
  return sign === '<=' ? time <= limit : time < limit;
}

/** @throws RestError 404 */
function runIn({ params }: Call, repository: Scope, { store }: Services): Run {
  const run = store.run(Number(params['run']));
  if (run.workflow.repository !== repository.name) throw notFound();
  return run;
}

const urlOf = ({ origin }: Call, { name }: Scope): string => `${origin}/api/v3/repos/${name}`;
