import * as z from 'zod/mini';
import { type Call, emptyReply, ok, restBodyOf } from '../http/call';
import type { Route } from '../http/route';
import { notFound } from '../service-error';
import type { Workflow } from '../state/run';
import type { Scope } from '../state/scope';
import { jobsFor } from '../state/workflow-start';
import { allowedScope } from './callers';
import { pageOf } from './paging';
import { isNamed } from './rest-runs';
import { workflowView } from './run-views';
import type { Services } from './services';

const dispatch = z.object({
  ref: z.string().check(z.minLength(1)),
  inputs: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

/** Workflows in the REST API: list, get, start. */
export function restWorkflowRoutes(services: Services): Route[] {
  const { store, jobs } = services;
  const workflowsPath = '/repos/:owner/:repo/actions/workflows';
  return [
    {
      method: 'GET',
      path: workflowsPath,
      access: 'rest',
      handle: (call) => {
        const { name } = allowedScope(call, store, 'read-actions');
        const all = store.workflows.filter(({ repository }) => repository === name);
        const { items, headers } = pageOf(call, `/repos/${name}/actions/workflows`, all);
        return ok({ total_count: all.length, workflows: items.map(workflowView) }, headers);
      },
    },
    {
      method: 'GET',
      path: `${workflowsPath}/:workflow`,
      access: 'rest',
      handle: (call) => ok(workflowView(workflowIn(call, allowedScope(call, store, 'read-actions'), services))),
    },
    {
      method: 'POST',
      path: `${workflowsPath}/:workflow/dispatches`,
      access: 'rest',
      handle: (call) => {
        const workflow = workflowIn(call, allowedScope(call, store, 'write-actions'), services);
        const { ref, inputs = {} } = restBodyOf(call, dispatch);
        jobs.queue({ workflow, jobs: jobsFor(workflow, inputs), branch: ref.replace('refs/heads/', ''), event: 'workflow_dispatch' });
        return emptyReply(204);
      },
    },
  ];
}

/** @throws RestError 404 */
function workflowIn({ params }: Call, { name }: Scope, { store }: Services): Workflow {
  const workflow = store.workflows.find((each) => each.repository === name && isNamed(each, params['workflow'] ?? ''));
  if (workflow === undefined) throw notFound();
  return workflow;
}
