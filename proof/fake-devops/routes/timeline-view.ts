import { type Build, finishTimeOf, type RunState, resultOf, statusOf } from '../state/build';
import { projectId } from '../state/project-id';
import { queueId } from './build-views';
import { optionalTime, timeText, type ViewContext } from './views';

/** A run's timeline: stage, phase, jobs and, once those have started, their steps. A record has no queue time. */
export function timelineView({ store }: ViewContext, build: Build) {
  const run = store.stateOf(build);
  const [stage = '', phase = ''] = ['stage', 'phase'].map((part) => projectId(`${build.planId} ${part}`));
  const jobs = store.jobsOf(build.id);
  const name = build.definition.name;
  const records = [
    { ...common(run), id: stage, parentId: null, type: 'Stage', name: '__default', identifier: '__default' },
    { ...common(run), id: phase, parentId: stage, type: 'Phase', name, identifier: `__default.${name}` },
    ...jobs.flatMap((job) => jobRecords(store, job, phase)),
  ];
  const lastChangedOn = timeText(run.finishTime ?? run.startTime ?? build.queueTime);
  return { id: build.planId, changeId: 1, lastChangedOn, lastChangedBy: build.jobId, records };
}

function jobRecords(store: ViewContext['store'], build: Build, phase: string) {
  const request = store.requestOf(build);
  const state = {
    status: statusOf(build, request),
    result: resultOf(request),
    startTime: build.startTime,
    finishTime: finishTimeOf(build, request),
  };
  const job = {
    ...common(state),
    id: build.jobId,
    parentId: phase,
    type: 'Job',
    name: build.jobName,
    identifier: `__default.${build.jobName}.__default`,
    workerName: build.startTime === undefined ? null : request?.reservedAgent?.name,
    queueId: queueId(build.poolId),
    issues: build.issue === undefined ? [] : [{ type: 'error', category: 'General', message: build.issue }],
  };
  const step = projectId(`${build.jobId} step`);
  return [
    job,
    ...(build.startTime === undefined ? [] : [{ ...common(state), id: step, parentId: build.jobId, type: 'Task', name: 'Bash' }]),
  ];
}

const common = ({ status, result, startTime, finishTime }: RunState) => ({
  startTime: optionalTime(startTime),
  finishTime: optionalTime(finishTime),
  state: status === 'completed' ? 'completed' : startTime === undefined ? 'pending' : 'inProgress',
  result: result ?? null,
  attempt: 1,
  changeId: 1,
});
