import type { Build } from '../state/build';
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

export function buildView({ url, store }: ViewContext, build: Build) {
  const { status, result, startTime, finishTime } = store.stateOf(build);
  const pool = store.pool(build.poolId);
  return {
    _links: buildLinks(url, build),
    id: build.id,
    buildNumber: build.number,
    status,
    result: result && buildResults[result],
    queueTime: timeText(build.queueTime),
    startTime: optionalTime(startTime),
    finishTime: optionalTime(finishTime),
    url: buildLinks(url, build).self.href,
    definition: { ...build.definition, type: 'build', project: projectRef(build) },
    project: projectRef(build),
    sourceBranch: build.sourceBranch,
    reason: 'manual',
    priority: 'normal',
    queue: { id: queueId(pool.id), name: pool.name, pool: poolRef(pool) },
    orchestrationPlan: { planId: build.planId },
    plans: [{ planId: build.planId }],
    validationResults: [],
  };
}

/** A run is the same thing as a build, told otherwise. */
export function runView({ url, store }: ViewContext, build: Build) {
  const { status, result, finishTime } = store.stateOf(build);
  const state = { notStarted: 'inProgress', inProgress: 'inProgress', cancelling: 'canceling', completed: 'completed' }[status];
  return {
    id: build.id,
    name: build.number,
    state,
    result: result && { ...buildResults, succeededWithIssues: 'succeeded' }[result],
    createdDate: timeText(build.queueTime),
    finishedDate: optionalTime(finishTime),
    pipeline: { id: build.definition.id, name: build.definition.name, revision: 1, folder: '\\' },
    resources: { repositories: { self: { refName: build.sourceBranch, version: '0'.repeat(40) } } },
    url: `${url}/${projectId(build.project)}/_apis/pipelines/${build.definition.id}/runs/${build.id}`,
  };
}

/** A project's queue for an agent pool; every project has the same ids here. */
export const queueId = (poolId: number): number => poolId + 27;

const projectRef = ({ project }: Build) => ({ id: projectId(project), name: project });
