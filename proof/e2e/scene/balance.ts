import assert from 'node:assert/strict';
import { eventually } from './eventually';
import type { SeenPod } from './pod-watch';
import type { Scene } from './scene';
import type { TestJob } from './test-job';

/** The expected result of a scenario. Counts that are left out must equal the number of jobs. */
export interface Balance {
  /** Agent pods that were ever created. @default the number of jobs */
  readonly pods?: number;
  /** Number of jobs for each result. @default all succeeded */
  readonly results?: Readonly<Record<string, number>>;
  /** Jobs whose script never started, because they were cancelled first. @default 0 */
  readonly neverStarted?: number;
  /** Agents that were ever registered. @default the number of pods */
  readonly agents?: number;
}

/**
 * Waits until nothing runs any more, then compares jobs, pods and agents: each job started at most once and ended as
 * expected, each agent ran at most one job, and no agent is left in the agent pool.
 */
export async function expectBalance(scene: Scene, expected: Balance = {}): Promise<void> {
  const { jobs } = scene;
  await scene.untilOver(jobs);
  await untilIdle(scene);
  const pods = expected.pods ?? jobs.length;
  assert.deepEqual(countsOf(scene), {
    results: expected.results ?? { succeeded: jobs.length },
    startedTwice: [],
    neverStarted: expected.neverStarted ?? 0,
    pods,
    agentsEverRegistered: expected.agents ?? pods,
    agentsWithTwoJobs: [],
  });
}

/** Waits until every agent pod has finished or is deleted, and only placeholders are registered. */
export async function untilIdle(scene: Scene): Promise<void> {
  const names = (pods: readonly SeenPod[]) => pods.map(({ pod }) => pod.metadata?.name).join(', ');
  const unfinished = () => scene.pods.agentPods.filter(isUnfinished);
  await eventually(
    () => `every agent pod has finished; unfinished: ${names(unfinished())}`,
    () => unfinished().length === 0,
  );
  await eventually(
    () => `only placeholders are registered; agents: ${scene.agents.map(({ name, status }) => `${name} ${status}`)}`,
    () => scene.agents.length === 0,
  );
}

export const isUnfinished = ({ pod, isDeleted }: SeenPod): boolean =>
  !isDeleted && !['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');

function countsOf(scene: Scene) {
  const { jobs } = scene;
  return {
    results: countBy(jobs, ({ inDevOps }) => inDevOps.result ?? 'none'),
    startedTwice: jobs.filter(({ starts }) => starts > 1).map(String),
    neverStarted: jobs.filter(({ starts }) => starts === 0).length,
    pods: scene.pods.agentPods.length,
    agentsEverRegistered: registrations(scene),
    agentsWithTwoJobs: agentsWithTwoJobs(jobs),
  };
}

/** Number of successful registrations of agents, without those of placeholders. */
const registrations = ({ devops }: Scene): number =>
  devops.requests.filter(
    ({ method, path, status, body }) => method === 'POST' && /\/agents$/.test(path) && status === 200 && !/-placeholder"/.test(body),
  ).length;

function agentsWithTwoJobs(jobs: readonly TestJob[]): readonly string[] {
  const agents = jobs.filter(({ starts }) => starts > 0).map(({ inDevOps }) => inDevOps.agentName ?? 'none');
  return agents.filter((name, index) => agents.indexOf(name) !== index);
}

/** Counts items by a key. */
export function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
