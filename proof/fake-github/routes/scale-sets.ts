import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { jobEvent } from '../state/job-event';
import type { ScaleSet } from '../state/scale-set';
import type { ScaleSetSpec } from '../state/scale-sets';
import { adminScope } from './callers';
import type { Services } from './services';
import { SERVICE_PATH } from './urls';
import { groupReference, scaleSetView } from './views';

const label = z.object({ type: z.optional(z.string()), name: z.string().check(z.minLength(1)) });
const scaleSet = z.object({
  name: z.optional(z.string()),
  runnerGroupId: z.optional(z.number()),
  labels: z.optional(z.nullable(z.array(label))),
  RunnerSetting: z.optional(z.object({ disableUpdate: z.optional(z.boolean()) })),
});

export const SCALE_SETS_PATH = `${SERVICE_PATH}/_apis/runtime/runnerscalesets`;
export const SCALE_SET_PATH = `${SCALE_SETS_PATH}/:set`;

/** Runner groups and scale sets of the Actions service. */
export function scaleSetRoutes(services: Services): Route[] {
  const { store, scaleSets, runners } = services;
  const view = (call: Call, set: ScaleSet) => scaleSetView(set, call, store);
  return [
    {
      method: 'GET',
      path: `${SERVICE_PATH}/_apis/runtime/runnergroups/`,
      access: 'admin',
      handle: (call) => {
        const name = call.query.text('groupName')?.toLowerCase();
        const scope = adminScope(call);
        const sizeOf = (groupId: number) => runners.of(scope).filter((runner) => runner.groupId === groupId).length;
        const groups = scope.groups.filter((group) => (name ?? group.name.toLowerCase()) === group.name.toLowerCase());
        return listOf(groups.map((group) => groupReference(group, sizeOf(group.id))));
      },
    },
    {
      method: 'GET',
      path: SCALE_SETS_PATH,
      access: 'admin',
      handle: (call) => {
        const name = call.query.text('name')?.toLowerCase();
        const group = call.query.number('runnerGroupId');
        const isWanted = ({ fields }: ScaleSet) =>
          (name ?? fields.name.toLowerCase()) === fields.name.toLowerCase() && (group ?? fields.groupId) === fields.groupId;
        return listOf(
          scaleSets
            .of(adminScope(call))
            .filter(isWanted)
            .map((set) => view(call, set)),
        );
      },
    },
    { method: 'GET', path: SCALE_SET_PATH, access: 'admin', handle: (call) => ok(view(call, setIn(call, services))) },
    {
      method: 'POST',
      path: SCALE_SETS_PATH,
      access: 'admin',
      handle: (call) => ok(view(call, scaleSets.create(adminScope(call), specIn(call)))),
    },
    {
      method: 'PATCH',
      path: SCALE_SET_PATH,
      access: 'admin',
      handle: (call) => {
        const set = setIn(call, services);
        scaleSets.update(set, specIn(call));
        return ok(view(call, set));
      },
    },
    {
      method: 'DELETE',
      path: SCALE_SET_PATH,
      access: 'admin',
      handle: (call) => {
        scaleSets.delete(setIn(call, services));
        return emptyReply(204);
      },
    },
    {
      method: 'GET',
      path: `${SCALE_SET_PATH}/acquirablejobs`,
      access: 'admin',
      handle: (call) => {
        const set = setIn(call, services);
        const jobs = store.openJobs.filter((job) => job.state === 'available' && job.offeredTo.includes(set.id));
        if (jobs.length === 0) return emptyReply(204);
        return listOf(jobs.map((job) => jobEvent('JobAvailable', job, { run: store.run(job.runId) })));
      },
    },
  ];
}

/** The scale set in the path. @throws ActionsError 404 */
export const setIn = (call: Call, { scaleSets }: Services): ScaleSet => scaleSets.find(adminScope(call), idIn(call, 'set'));

function specIn(call: Call): ScaleSetSpec {
  const { name, runnerGroupId, labels, RunnerSetting } = bodyOf(call, scaleSet);
  return { name, groupId: runnerGroupId, labels, setting: RunnerSetting };
}
