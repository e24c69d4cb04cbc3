import assert from 'node:assert/strict';
import { eventually } from '../eventually';
import type { Scene } from '../scene';
import type { GitHubSide } from './git-hub-side';

/** Queues a job, and cancels it when its pod exists and no runner has it yet. */
export async function cancelBeforePickup({ pods }: Scene, gitHub: GitHubSide): Promise<void> {
  const job = gitHub.queueOne();
  await eventually('KEDA has created a pod', () => pods.runnerPods.length === 1);
  gitHub.fake.cancelJob(job.inGitHub);
  assert.equal(job.starts, 0);
}
