import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { badRequest, buildNotFound, ServiceError } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { jobSpecOf } from '../state/pipeline';
import { buildView } from './build-views';
import { notAuthorised } from './not-authorised';
import type { Services } from './services';
import { timelineView } from './timeline-view';

const DEFAULT_TOP = 1000;

const newBuild = z.object({
  definition: z.object({ id: z.number() }),
  sourceBranch: z.optional(z.string()),
  parameters: z.optional(z.string()),
});
const buildChange = z.object({ status: z.literal('cancelling') });

/** Builds: queue, cancel, list, get, and their timelines. */
export function buildRoutes(services: Services): Route[] {
  const { store, jobs, url } = services;
  const view = (run: JobRecord) => buildView({ url: url(), store }, run);
  const buildsPath = '/:project/_apis/build/builds';
  return [
    {
      method: 'GET',
      path: '/:project/_apis/build/definitions',
      access: 'vso.build',
      handle: (call) => {
        const nameFilter = call.query.text('name')?.toLowerCase();
        const found = store
          .pipelinesOf(projectIn(call, services))
          .filter(({ name }) => nameFilter === undefined || name.toLowerCase() === nameFilter);
        return listOf(found.map(({ id, name }) => ({ id, name, path: '\\', type: 'build', queueStatus: 'enabled', revision: 1 })));
      },
    },
    { method: 'GET', path: buildsPath, access: 'vso.build', handle: (call) => listBuilds(call, services) },
    {
      method: 'POST',
      path: buildsPath,
      access: 'vso.build_execute',
      handle: (call) => {
        const { definition, sourceBranch, parameters } = bodyOf(call, newBuild);
        checkParameters(parameters);
        const pipeline = store.pipeline(projectIn(call, services), definition.id);
        if (pipeline === undefined)
          throw new ServiceError(404, 'DefinitionNotFoundException', `Could not find definition ${definition.id}.`);
        const pool = store.pool(pipeline.pool);
        if (!pool.authorised) throw refused(notAuthorised(pool));
        return ok(view(jobs.queue({ ...jobSpecOf(pipeline), sourceBranch })));
      },
    },
    { method: 'GET', path: `${buildsPath}/:build`, access: 'vso.build', handle: (call) => ok(view(runIn(call, services))) },
    {
      method: 'PATCH',
      path: `${buildsPath}/:build`,
      access: 'vso.build_execute',
      handle: (call) => {
        const { buildId } = runIn(call, services);
        bodyOf(call, buildChange);
        jobs.cancel(buildId);
        return ok(view(store.run(buildId)));
      },
    },
    {
      method: 'GET',
      path: `${buildsPath}/:build/timeline`,
      access: 'vso.build',
      handle: (call) => ok(timelineView({ url: url(), store }, runIn(call, services))),
    },
  ];
}

/** Lists builds in pages, newest first. */
function listBuilds(call: Call, services: Services) {
  const { store, url } = services;
  const { query } = call;
  const project = projectIn(call, services);
  const context = { url: url(), store };
  const definitions = query.list('definitions');
  const statuses = query.list('statusFilter')?.filter((status) => status !== 'all');
  const before = query.number('continuationToken') ?? Number.POSITIVE_INFINITY;
  const found = store.runs
    .filter((run) => run.project === project && run.buildId < before)
    .filter((run) => definitions === undefined || definitions.includes(String(run.definition.id)))
    .map((run) => buildView(context, run))
    .filter(({ status }) => statuses === undefined || statuses.length === 0 || statuses.includes(status))
    .reverse();
  const page = found.slice(0, query.number('$top') ?? DEFAULT_TOP);
  const last = page.at(-1);
  return listOf(page, last !== undefined && page.length < found.length ? { 'x-ms-continuationtoken': String(last.id) } : {});
}

/** @throws ServiceError 404 */
export const projectIn = ({ params }: Call, { store }: Services): string => store.project(params['project'] ?? '');

/** @throws ServiceError 404, also for a run of another project */
function runIn(call: Call, services: Services): JobRecord {
  const project = projectIn(call, services);
  const run = services.store.run(idIn(call, 'build'));
  if (run.project !== project) throw buildNotFound(run.buildId);
  return run;
}

/** Checks the variables, which are JSON in a string. @throws ServiceError 400 */
function checkParameters(parameters = '{}'): void {
  try {
    JSON.parse(parameters);
  } catch {
    throw badRequest('The parameters of a build are JSON in a string. Parameter name: parameters');
  }
}

function refused(message: string): ServiceError {
  const text = 'Could not queue the build because there were validation errors or warnings.';
  const customProperties = { ValidationResults: [{ result: 'error', message }] };
  return new ServiceError(400, 'BuildRequestValidationFailedException', text, { customProperties });
}
