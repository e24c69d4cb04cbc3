import { finishTimeOf, type JobRecord, resultOf, statusOf } from '../state/job-record';
import { projectId } from '../state/project-id';
import type { RunState } from '../state/run-state';
import { queueId } from './build-views';
import { optionalTime, timeText, type ViewContext } from './views';

/** Timeline of a run: stage, phase, jobs and the steps of started jobs. Records have no queue time. */
export function timelineView({ store }: ViewContext, run: JobRecord) {
  const state = store.runState(run.buildId);
  const [stage = '', phase = ''] = ['stage', 'phase'].map((part) => projectId(`${run.planId} ${part}`));
  const jobs = store.jobsOf(run.buildId);
  const name = run.definition.name;
  const records = [
    { ...commonFields(state), id: stage, parentId: null, type: 'Stage', name: '__default', identifier: '__default' },
    { ...commonFields(state), id: phase, parentId: stage, type: 'Phase', name, identifier: `__default.${name}` },
    ...jobs.flatMap((job) => timelineRecords(store, job, phase)),
  ];
  const lastChangedOn = timeText(state.finishTime ?? state.startTime ?? run.queueTime);
  return { id: run.planId, changeId: 1, lastChangedOn, lastChangedBy: run.jobId, records };
}

function timelineRecords(store: ViewContext['store'], job: JobRecord, phase: string) {
  const request = store.requestOf(job);
  const state = {
    status: statusOf(job, request),
    result: resultOf(request),
    startTime: job.startTime,
    finishTime: finishTimeOf(job, request),
  };
  const record = {
    ...commonFields(state),
    id: job.jobId,
    parentId: phase,
    type: 'Job',
    name: job.jobName,
    identifier: `__default.${job.jobName}.__default`,
    workerName: job.startTime === undefined ? null : request?.reservedAgent?.name,
    queueId: queueId(job.poolId),
    issues: job.issue === undefined ? [] : [{ type: 'error', category: 'General', message: job.issue }],
  };
  const step = projectId(`${job.jobId} step`);
  return [
    record,
    ...(job.startTime === undefined ? [] : [{ ...commonFields(state), id: step, parentId: job.jobId, type: 'Task', name: 'Bash' }]),
  ];
}

const commonFields = ({ status, result, startTime, finishTime }: RunState) => ({
  startTime: optionalTime(startTime),
  finishTime: optionalTime(finishTime),
  state: status === 'completed' ? 'completed' : startTime === undefined ? 'pending' : 'inProgress',
  result: result ?? null,
  attempt: 1,
  changeId: 1,
});
