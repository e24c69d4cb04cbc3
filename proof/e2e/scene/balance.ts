import assert from 'node:assert/strict';
import { eventually } from './eventually';
import type { SeenPod } from './pod-watch';
import type { Scene } from './scene';
import type { TestJob } from './test-job';

/** What a scenario must come to. What is not named must match the jobs one to one. */
export interface Balance {
  /** Agent pods that were ever made. @default as many as jobs */
  readonly pods?: number;
  /** How jobs ended, by result. @default all succeeded */
  readonly results?: Readonly<Record<string, number>>;
  /** Jobs whose script was never started: cancelled before. @default 0 */
  readonly neverStarted?: number;
  /** Agents that were ever registered. @default as many as pods */
  readonly agents?: number;
}

/**
 * Counts jobs, pods and agents against each other once nothing runs any more: each job ran once and ended as it should,
 * each pod took at most one job, each pod's agent is gone from the agent pool, no pod runs.
 */
export async function balances(scene: Scene, expected: Balance = {}): Promise<void> {
  const { jobs } = scene;
  await scene.over(jobs);
  await idle(scene);
  const pods = expected.pods ?? jobs.length;
  assert.deepEqual(counted(scene), {
    results: expected.results ?? { succeeded: jobs.length },
    startedTwice: [],
    neverStarted: expected.neverStarted ?? 0,
    pods,
    agentsEverRegistered: expected.agents ?? pods,
    podsWithTwoJobs: [],
  });
}

/** Nothing is left: every agent pod has ended or is gone, and only disabled placeholders are registered. */
export async function idle(scene: Scene): Promise<void> {
  const names = (pods: readonly SeenPod[]) => pods.map(({ pod }) => pod.metadata?.name).join(', ');
  const alive = () => scene.pods.agentPods.filter(isAlive);
  await eventually(
    () => `no agent pod runs any more: ${names(alive())}`,
    () => alive().length === 0,
  );
  await eventually(
    () => `only placeholders are registered: ${scene.agents.map(({ name, status }) => `${name} ${status}`)}`,
    () => scene.agents.length === 0,
  );
}

export const isAlive = ({ pod, gone }: SeenPod): boolean => !gone && !['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');

function counted(scene: Scene) {
  const { jobs } = scene;
  return {
    results: countBy(jobs, ({ inDevOps }) => inDevOps.result ?? 'none'),
    startedTwice: jobs.filter(({ starts }) => starts > 1).map(String),
    neverStarted: jobs.filter(({ starts }) => starts === 0).length,
    pods: scene.pods.agentPods.length,
    agentsEverRegistered: registrations(scene),
    podsWithTwoJobs: doubled(jobs),
  };
}

/** POSTs of agents that were answered with an agent, without the placeholders. */
const registrations = ({ devops }: Scene): number =>
  devops.requests.filter(
    ({ method, path, status, body }) => method === 'POST' && /\/agents$/.test(path) && status === 200 && !/-placeholder"/.test(body),
  ).length;

function doubled(jobs: readonly TestJob[]): readonly string[] {
  const agents = jobs.filter(({ starts }) => starts > 0).map(({ inDevOps }) => inDevOps.agentName ?? 'none');
  return agents.filter((name, index) => agents.indexOf(name) !== index);
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
