import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { buildNotFound, ServiceError } from '../service-error';
import type { Build } from '../state/build';
import { jobOf, type Pipeline } from '../state/pipeline';
import { runView } from './build-views';
import { projectIn } from './builds';
import { notAuthorised } from './not-authorised';
import type { Services } from './services';

/** The most that the service lists. */
const MAX_RUNS = 10_000;

const parameters = z.object({ seconds: z.optional(z.string().check(z.regex(/^\d+(\.\d+)?$/, 'a number of seconds, in a string'))) });
const newRun = z.object({
  resources: z.optional(
    z.object({ repositories: z.optional(z.object({ self: z.optional(z.object({ refName: z.optional(z.string()) })) })) }),
  ),
  templateParameters: z.optional(z.record(z.string(), z.unknown())),
  variables: z.optional(z.record(z.string(), z.object({ value: z.string() }))),
  stagesToSkip: z.optional(z.array(z.string())),
});

/** Runs of pipelines: start and read. A run is a build under another name. */
export function runRoutes(services: Services): Route[] {
  const { store, jobs, url } = services;
  const view = (build: Build) => runView({ url: url(), store }, build);
  const base = '/:project/_apis/pipelines/:pipeline/runs';
  return [
    {
      method: 'POST',
      path: base,
      access: 'vso.build_execute',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        const { resources, templateParameters = {} } = bodyOf(call, newRun);
        const pool = store.pool(pipeline.pool);
        if (!pool.authorised) throw invalid(notAuthorised(pool));
        const seconds = secondsOf(templateParameters) ?? pipeline.seconds;
        const sourceBranch = resources?.repositories?.self?.refName;
        return ok(view(jobs.queue({ ...jobOf(pipeline), seconds, sourceBranch })));
      },
    },
    {
      method: 'GET',
      path: base,
      access: 'vso.build',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        return listOf(
          store.builds
            .filter((build) => build.definition.id === pipeline.id)
            .reverse()
            .slice(0, MAX_RUNS)
            .map(view),
        );
      },
    },
    {
      method: 'GET',
      path: `${base}/:run`,
      access: 'vso.build',
      handle: (call) => {
        const pipeline = pipelineIn(call, services);
        const build = store.build(idIn(call, 'run'));
        if (build.definition.id !== pipeline.id) throw buildNotFound(build.id);
        return ok(view(build));
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

/** The one parameter that the fake's pipelines have. @throws ServiceError 400 for any other */
function secondsOf(given: Readonly<Record<string, unknown>>): number | undefined {
  const unknown = Object.keys(given).find((name) => name !== 'seconds');
  if (unknown !== undefined) throw invalid(`Unexpected parameter '${unknown}'`);
  const parsed = z.safeParse(parameters, given);
  if (!parsed.success) throw invalid(`The 'seconds' parameter value '${String(given['seconds'])}' is not a valid Number.`);
  return parsed.data.seconds === undefined ? undefined : Number(parsed.data.seconds);
}

const invalid = (message: string) => new ServiceError(400, 'PipelineValidationException', message);
