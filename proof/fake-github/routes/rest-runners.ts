import * as z from 'zod/mini';
import { type Call, emptyReply, ok, restBodyOf } from '../http/call';
import type { Route } from '../http/route';
import { notFound, RestError } from '../service-error';
import type { Runner } from '../state/runner';
import type { Scope } from '../state/scope';
import { allowedScope } from './callers';
import { jitConfig } from './jit-config';
import { pageOf } from './paging';
import type { Services } from './services';
import { restRunner } from './views';

const newRunner = z.object({
  name: z.string().check(z.minLength(1)),
  runner_group_id: z.number(),
  labels: z.array(z.string()).check(z.minLength(1), z.maxLength(100)),
  work_folder: z.optional(z.string()),
});

/** Runners in the REST API: list, get, delete, and register outside scale sets. */
export const restRunnerRoutes = (services: Services): Route[] =>
  ['/orgs/:org', '/repos/:owner/:repo', '/enterprises/:enterprise'].flatMap((scopePath) => routesBelow(scopePath, services));

function routesBelow(scopePath: string, services: Services): Route[] {
  const { store, runners } = services;
  const runnersPath = `${scopePath}/actions/runners`;
  return [
    {
      method: 'GET',
      path: runnersPath,
      access: 'rest',
      handle: (call) => {
        const scope = allowedScope(call, store, 'runners');
        const name = call.query.text('name');
        const all = runners.of(scope).filter((runner) => name === undefined || runner.name === name);
        const { items, headers } = pageOf(call, `${restPathOf(scope)}/actions/runners`, all);
        return ok({ total_count: all.length, runners: items.map((runner) => restRunner(runner, store)) }, headers);
      },
    },
    {
      method: 'GET',
      path: `${runnersPath}/:runner`,
      access: 'rest',
      handle: (call) => ok(restRunner(runnerIn(call, allowedScope(call, store, 'runners'), services), store)),
    },
    {
      method: 'DELETE',
      path: `${runnersPath}/:runner`,
      access: 'rest',
      handle: (call) => {
        const runner = runnerIn(call, allowedScope(call, store, 'runners'), services);
        if (runner.jobId !== undefined) throw new RestError(422, `Bad request - Runner "${runner.name}" is still running a job`);
        runners.remove(runner);
        return emptyReply(204);
      },
    },
    {
      method: 'POST',
      path: `${runnersPath}/generate-jitconfig`,
      access: 'rest',
      handle: (call) => {
        const scope = allowedScope(call, store, 'runners');
        const { name, runner_group_id, labels, work_folder } = restBodyOf(call, newRunner);
        if (runners.named(scope, name) !== undefined) {
          throw new RestError(409, `Already exists - A runner with the name ${name} already exists.`);
        }
        if (!scope.groups.some(({ id }) => id === runner_group_id)) throw notFound();
        const runner = runners.register(scope, { name, groupId: runner_group_id, labels, workFolder: work_folder });
        const encoded_jit_config = jitConfig(runner, scope, call.origin, services);
        return { status: 201, json: { runner: restRunner(runner, store), encoded_jit_config } };
      },
    },
  ];
}

/** Path of a scope in the REST API. */
const restPathOf = ({ kind, name }: Scope): string =>
  `/${{ organisation: 'orgs', repository: 'repos', enterprise: 'enterprises' }[kind]}/${name}`;

/** @throws RestError 404 */
function runnerIn({ params }: Call, scope: Scope, { runners }: Services): Runner {
  const runner = runners.of(scope).find(({ id }) => String(id) === params['runner']);
  if (runner === undefined) throw notFound();
  return runner;
}
