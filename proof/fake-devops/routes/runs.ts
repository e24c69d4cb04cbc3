import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { buildNotFound, ServiceError } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { type JobParameters, jobSpecOf, type Pipeline } from '../state/pipeline';
import { runView } from './build-views';
import { projectIn } from './builds';
import { notAuthorised } from './not-authorised';
import type { Services } from './services';

/** The maximum that the service lists. */
const MAX_RUNS = 10_000;

const numberParameter = z.optional(z.string().check(z.regex(/^\d+(\.\d+)?$/, 'a number, in a string')));
/** Template parameters of the fake's pipelines, as in pipelines/load-test.yml. `pool` is the name of the agent pool. */
const templateParameters = z.object({
  seconds: numberParameter,
  count: numberParameter,
  pool: z.optional(z.string()),
  demands: z.optional(z.string()),
});
const newRun = z.object({
  resources: z.optional(
    z.object({ repositories: z.optional(z.object({ self: z.optional(z.object({ refName: z.optional(z.string()) })) })) }),
  ),
  templateParameters: z.optional(z.record(z.string(), z.unknown())),
  variables: z.optional(z.record(z.string(), z.object({ value: z.string() }))),
  stagesToSkip: z.optional(z.array(z.string())),
});

/** Runs of pipelines: start, list, get. A run is the same as a build. */
export function runRoutes(services: Services): Route[] {
  const { store, jobs, url } = services;
  const view = (run: JobRecord) => runView({ url: url(), store }, run);
  const runsPath = '/:project/_apis/pipelines/:pipeline/runs';
  return [
    {
      method: 'POST',
      path: runsPath,
      access: 'vso.build_execute',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        const { resources, templateParameters: given = {} } = bodyOf(call, newRun);
        const spec = jobSpecOf(pipeline, parametersOf(given));
        const pool = store.pool(spec.pool);
        if (!pool.authorised) throw invalid(notAuthorised(pool));
        const sourceBranch = resources?.repositories?.self?.refName;
        return ok(view(jobs.queue({ ...spec, sourceBranch })));
      },
    },
    {
      method: 'GET',
      path: runsPath,
      access: 'vso.build',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        return listOf(
          store.runs
            .filter((run) => run.definition.id === pipeline.id)
            .reverse()
            .slice(0, MAX_RUNS)
            .map(view),
        );
      },
    },
    {
      method: 'GET',
      path: `${runsPath}/:run`,
      access: 'vso.build',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        const run = store.run(idIn(call, 'run'));
        if (run.definition.id !== pipeline.id) throw buildNotFound(run.buildId);
        return ok(view(run));
      },
    },
  ];
}

/** @throws ServiceError 404 */
function pipelineIn(call: Call, services: Services): Pipeline {
  const id = idIn(call, 'pipeline');
  const pipeline = services.store.pipeline(projectIn(call, services), id);
  if (pipeline !== undefined) return pipeline;
  throw new ServiceError(404, 'PipelineDoesNotExistException', `Pipeline ${id} does not exist.`);
}

/** Parses the template parameters of a run. @throws ServiceError 400 for an unknown parameter or an invalid value */
function parametersOf(given: Readonly<Record<string, unknown>>): JobParameters {
  const unknown = Object.keys(given).find((name) => !(name in templateParameters.shape));
  if (unknown !== undefined) throw invalid(`Unexpected parameter '${unknown}'`);
  const parsed = z.safeParse(templateParameters, given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw invalid(`The '${name}' parameter value '${String(given[name])}' is not a valid Number.`);
  }
  const { seconds, count, pool, demands } = parsed.data;
  return {
    seconds: seconds === undefined ? undefined : Number(seconds),
    count: count === undefined ? undefined : Number(count),
    pool,
    demands: demands === undefined ? undefined : demands.split(',').filter((demand) => demand !== ''),
  };
}

const invalid = (message: string) => new ServiceError(400, 'PipelineValidationException', message);
