import type { JobRecord } from '../state/job-record';
import { projectId } from '../state/project-id';
import { buildLinks, optionalTime, poolRef, timeText, type ViewContext } from './views';

/** Result of a build by the result of its jobs. Builds have no result `abandoned` or `skipped`. */
const BUILD_RESULTS = {
  succeeded: 'succeeded',
  succeededWithIssues: 'partiallySucceeded',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'succeeded',
  abandoned: 'failed',
} as const;

/** Result of a run by the result of its jobs. */
const RUN_RESULTS = { ...BUILD_RESULTS, succeededWithIssues: 'succeeded' } as const;

/** State of a run by the status of its jobs. */
const RUN_STATES = { notStarted: 'inProgress', inProgress: 'inProgress', cancelling: 'canceling', completed: 'completed' } as const;

export function buildView({ url, store }: ViewContext, run: JobRecord) {
  const { status, result, startTime, finishTime } = store.runState(run.buildId);
  const pool = store.pool(run.poolId);
  return {
    _links: buildLinks(url, run),
    id: run.buildId,
    buildNumber: run.buildNumber,
    status,
    result: result && BUILD_RESULTS[result],
    queueTime: timeText(run.queueTime),
    startTime: optionalTime(startTime),
    finishTime: optionalTime(finishTime),
    url: buildLinks(url, run).self.href,
    definition: { ...run.definition, type: 'build', project: projectRef(run) },
    project: projectRef(run),
    sourceBranch: run.sourceBranch,
    reason: 'manual',
    priority: 'normal',
    queue: { id: queueId(pool.id), name: pool.name, pool: poolRef(pool) },
    orchestrationPlan: { planId: run.planId },
    plans: [{ planId: run.planId }],
    validationResults: [],
  };
}

/** The run that `buildView` shows as a build. */
export function runView({ url, store }: ViewContext, run: JobRecord) {
  const { status, result, finishTime } = store.runState(run.buildId);
  const state = RUN_STATES[status];
  return {
    id: run.buildId,
    name: run.buildNumber,
    state,
    result: result && RUN_RESULTS[result],
    createdDate: timeText(run.queueTime),
    finishedDate: optionalTime(finishTime),
    pipeline: { id: run.definition.id, name: run.definition.name, revision: 1, folder: '\\' },
    resources: { repositories: { self: { refName: run.sourceBranch, version: '0'.repeat(40) } } },
    url: `${url}/${projectId(run.project)}/_apis/pipelines/${run.definition.id}/runs/${run.buildId}`,
  };
}

/** Id of a project's queue for an agent pool. In the fake, all projects have the same queue ids. */
export const queueId = (poolId: number): number => poolId + 27;

const projectRef = ({ project }: JobRecord) => ({ id: projectId(project), name: project });
