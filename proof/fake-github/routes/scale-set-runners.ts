import * as z from 'zod/mini';
import { bodyOf, emptyReply, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { adminScope } from './callers';
import { jitConfig } from './jit-config';
import { SCALE_SET_PATH, setIn } from './scale-sets';
import type { Services } from './services';
import { SERVICE_PATH } from './urls';
import { runnerReference } from './views';

const newRunner = z.object({ name: z.string().check(z.minLength(1)), workFolder: z.optional(z.string()) });

/** Runners of the Actions service. The pool id is always 0. */
export function scaleSetRunnerRoutes(services: Services): Route[] {
  const { runners } = services;
  const runnersPath = `${SERVICE_PATH}/_apis/distributedtask/pools/0/agents`;
  return [
    {
      method: 'POST',
      path: `${SCALE_SET_PATH}/generatejitconfig`,
      access: 'admin',
      handle: (call) => {
        const { scope, fields, id } = setIn(call, services);
        const spec = { ...bodyOf(call, newRunner), scaleSetId: id, groupId: fields.groupId, disableUpdate: fields.disableUpdate };
        const runner = runners.register(scope, spec);
        return ok({ runner: runnerReference(runner), encodedJITConfig: jitConfig(runner, scope, call.origin, services) });
      },
    },
    {
      method: 'GET',
      path: runnersPath,
      access: 'admin',
      handle: (call) => {
        const name = call.query.text('agentName')?.toLowerCase();
        const all = runners.of(adminScope(call));
        return listOf(all.filter((runner) => (name ?? runner.name.toLowerCase()) === runner.name.toLowerCase()).map(runnerReference));
      },
    },
    {
      method: 'GET',
      path: `${runnersPath}/:runner`,
      access: 'admin',
      handle: (call) => ok(runnerReference(runners.find(adminScope(call), idIn(call, 'runner')))),
    },
    {
      method: 'DELETE',
      path: `${runnersPath}/:runner`,
      access: 'admin',
      handle: (call) => {
        runners.remove(runners.find(adminScope(call), idIn(call, 'runner')));
        return emptyReply(204);
      },
    },
  ];
}
