import type { Call } from '../http/call';
import { timeText } from '../state/job-event';
import type { QueueSession } from '../state/queue-session';
import type { Runner } from '../state/runner';
import type { RunnerGroup } from '../state/runner-group';
import type { ScaleSet } from '../state/scale-set';
import { type Statistics, statisticsOf } from '../state/statistics';
import type { Store } from '../state/store';
import { QUEUE_PATH, serviceUrl } from './urls';

export const statisticsIn = (store: Store, set: ScaleSet): Statistics => statisticsOf(set.id, store.openJobs, store.runners);

/** A scale set as the Actions service returns it (actions/scaleset, types.go). */
export function scaleSetView(set: ScaleSet, { origin }: Call, store: Store) {
  const { id, scope, fields, createdOn } = set;
  const url = `${serviceUrl(origin, scope, store.mode).replace(/\/$/, '')}/_apis/runtime/runnerscalesets/${id}`;
  return {
    id,
    name: fields.name,
    runnerGroupId: fields.groupId,
    runnerGroupName: scope.group(fields.groupId).name,
    labels: fields.labels,
    RunnerSetting: { disableUpdate: fields.disableUpdate },
    createdOn: timeText(createdOn),
    runnerJitConfigUrl: `${url}/generatejitconfig`,
    statistics: statisticsIn(store, set),
  };
}

export function sessionView(session: QueueSession, set: ScaleSet, call: Call, store: Store, isNew: boolean) {
  const query = new URLSearchParams({ sessionId: session.id, scaleSetId: String(set.id), generation: String(session.generation) });
  const messageQueueUrl = `${call.origin}${QUEUE_PATH}?${query}`;
  return {
    sessionId: session.id,
    ownerName: session.owner,
    runnerScaleSet: scaleSetView(set, call, store),
    messageQueueUrl: isNew && store.settings.emptyQueueUrl ? '' : messageQueueUrl,
    messageQueueAccessToken: session.token,
    statistics: statisticsIn(store, set),
  };
}

/** A runner as the Actions service returns it. */
export const runnerReference = ({ id, name, scaleSetId }: Runner) => ({ id, name, runnerScaleSetId: scaleSetId });

/** A runner group as the Actions service returns it. */
export const groupReference = (group: RunnerGroup, size: number) => ({
  id: group.id,
  name: group.name,
  size,
  isDefaultGroup: group.isDefault,
});

/** A runner as the REST API returns it. */
export function restRunner({ id, name, status, jobId, groupId, scaleSetId, labels }: Runner, store: Store) {
  const set = store.scaleSets.find((each) => each.id === scaleSetId);
  const names = set?.fields.labels.map((label) => label.name) ?? labels;
  return {
    id,
    name,
    os: 'linux',
    status,
    busy: jobId !== undefined,
    ephemeral: true,
    runner_group_id: groupId,
    labels: names.map((label, index) => ({ id: index + 1, name: label, type: 'custom' })),
  };
}
