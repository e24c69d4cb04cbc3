import type { JobRecord } from '../state/job-record';
import { projectId } from '../state/project-id';
import { buildLinks, optionalTime, poolRef, timeText, type ViewContext } from './views';

/** Result of a build by the result of its job; the service knows no abandoned builds. */
const buildResults = {
  succeeded: 'succeeded',
  succeededWithIssues: 'partiallySucceeded',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'succeeded',
  abandoned: 'failed',
} as const;

export function buildView({ url, store }: ViewContext, run: JobRecord) {
  const { status, result, startTime, finishTime } = store.runState(run.buildId);
  const pool = store.pool(run.poolId);
  return {
    _links: buildLinks(url, run),
    id: run.buildId,
    buildNumber: run.buildNumber,
    status,
    result: result && buildResults[result],
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

/** A run is the same thing as a build, told otherwise. */
export function runView({ url, store }: ViewContext, run: JobRecord) {
  const { status, result, finishTime } = store.runState(run.buildId);
  const state = { notStarted: 'inProgress', inProgress: 'inProgress', cancelling: 'canceling', completed: 'completed' }[status];
  return {
    id: run.buildId,
    name: run.buildNumber,
    state,
    result: result && { ...buildResults, succeededWithIssues: 'succeeded' }[result],
    createdDate: timeText(run.queueTime),
    finishedDate: optionalTime(finishTime),
    pipeline: { id: run.definition.id, name: run.definition.name, revision: 1, folder: '\\' },
    resources: { repositories: { self: { refName: run.sourceBranch, version: '0'.repeat(40) } } },
    url: `${url}/${projectId(run.project)}/_apis/pipelines/${run.definition.id}/runs/${run.buildId}`,
  };
}

/** A project's queue for an agent pool; every project has the same ids here. */
export const queueId = (poolId: number): number => poolId + 27;

const projectRef = ({ project }: JobRecord) => ({ id: projectId(project), name: project });
