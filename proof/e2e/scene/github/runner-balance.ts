import assert from 'node:assert/strict';
import { countBy, isUnfinished } from '../balance';
import { eventually } from '../eventually';
import type { Scene } from '../scene';
import { untilAllOver } from '../scene-job';
import type { GitHubSide } from './git-hub-side';

/** The expected result of a scenario. Counts that are left out must equal the number of jobs. */
export interface RunnerBalance {
  /** Runner pods that were ever created. @default the number of jobs */
  readonly pods?: number;
  /** Number of jobs for each result. @default all succeeded */
  readonly results?: Readonly<Record<string, number>>;
  /** Jobs whose script never started, because they were cancelled first. @default 0 */
  readonly neverStarted?: number;
  /** Runners that were ever registered. @default the number of pods */
  readonly runners?: number;
}

/**
 * Waits until nothing runs any more, then compares jobs, pods and runners: each job started at most once and ended as expected,
 * each runner ran at most one job, and no runner is left in GitHub.
 */
export async function expectRunnerBalance(scene: Scene, gitHub: GitHubSide, expected: RunnerBalance = {}): Promise<void> {
  const { jobs } = gitHub;
  await untilAllOver(jobs);
  await untilNoRunner(scene, gitHub);
  const pods = expected.pods ?? jobs.length;
  assert.deepEqual(countsOf(scene, gitHub), {
    results: expected.results ?? { succeeded: jobs.length },
    startedTwice: [],
    neverStarted: expected.neverStarted ?? 0,
    pods,
    runnersEverRegistered: expected.runners ?? pods,
    runnersWithTwoJobs: [],
  });
}

/** Waits until every runner pod has finished or is deleted, and no runner is registered. */
export async function untilNoRunner(scene: Scene, gitHub: GitHubSide): Promise<void> {
  const unfinished = () => scene.pods.runnerPods.filter(isUnfinished);
  await eventually(
    () => `every runner pod has finished; unfinished: ${unfinished().map(({ pod }) => pod.metadata?.name)}`,
    () => unfinished().length === 0,
  );
  await eventually(
    () => `no runner is registered; there are ${gitHub.runners.map(({ name, status }) => `${name} ${status}`)}`,
    () => gitHub.runners.length === 0,
  );
}

function countsOf(scene: Scene, gitHub: GitHubSide) {
  const { jobs } = gitHub;
  const takenBy = jobs.filter(({ starts }) => starts > 0).map((job) => job.takenBy ?? 'none');
  return {
    results: countBy(jobs, ({ inGitHub }) => inGitHub.result ?? 'none'),
    startedTwice: jobs.filter(({ starts }) => starts > 1).map(String),
    neverStarted: jobs.filter(({ starts }) => starts === 0).length,
    pods: scene.pods.runnerPods.length,
    runnersEverRegistered: registrations(gitHub),
    runnersWithTwoJobs: takenBy.filter((name, index) => takenBy.indexOf(name) !== index),
  };
}

/** Number of JIT configurations that were made. */
export const registrations = ({ fake }: GitHubSide): number =>
  fake.requests.filter(({ method, path, status }) => method === 'POST' && /generatejitconfig$/.test(path) && status === 200).length;
