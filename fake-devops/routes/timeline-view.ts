import { type Build, finishTimeOf, resultOf, statusOf } from '../state/build';
import { projectId } from '../state/project-id';
import { queueId } from './build-views';
import { optionalTime, timeText, type ViewContext } from './views';

/** A build's timeline: stage, phase, job and, once that has started, its step. A record has no queue time. */
export function timelineView({ store }: ViewContext, build: Build) {
  const request = store.requestOf(build);
  const finishTime = finishTimeOf(build, request);
  const isCompleted = statusOf(build, request) === 'completed';
  const common = {
    startTime: optionalTime(build.startTime),
    finishTime: optionalTime(finishTime),
    state: isCompleted ? 'completed' : build.startTime === undefined ? 'pending' : 'inProgress',
    result: resultOf(request) ?? null,
    attempt: 1,
    changeId: 1,
  };
  const [stage, phase, step] = ['stage', 'phase', 'step'].map((part) => projectId(`${build.planId} ${part}`));
  const name = build.jobName;
  const job = {
    ...common,
    id: build.jobId,
    parentId: phase,
    type: 'Job',
    name,
    identifier: `__default.${name}.__default`,
    workerName: build.startTime === undefined ? null : request?.reservedAgent?.name,
    queueId: queueId(build.poolId),
    issues: build.issue === undefined ? [] : [{ type: 'error', category: 'General', message: build.issue }],
  };
  const records = [
    { ...common, id: stage, parentId: null, type: 'Stage', name: '__default', identifier: '__default' },
    { ...common, id: phase, parentId: stage, type: 'Phase', name, identifier: `__default.${name}` },
    job,
    ...(build.startTime === undefined ? [] : [{ ...common, id: step, parentId: build.jobId, type: 'Task', name: 'Bash' }]),
  ];
  const lastChangedOn = timeText(finishTime ?? build.startTime ?? build.queueTime);
  return { id: build.planId, changeId: 1, lastChangedOn, lastChangedBy: build.jobId, records };
}
