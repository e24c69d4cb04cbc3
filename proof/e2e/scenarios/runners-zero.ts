import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../scene/eventually';
import type { GitHubSide } from '../scene/github/git-hub-side';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import type { Scene } from '../scene/scene';

const IDLE_MS = 5000;

runnerScenario(
  'GitHub: from zero pods to one and back to zero, and the finished pod is deleted after keepFinishedMinutes',
  { name: 'gh-zero' },
  async (scene, gitHub) => {
    await delay(IDLE_MS);
    assert.deepEqual(countsOf(scene, gitHub), { pods: 0, registered: [] });

    const job = gitHub.queueOne({ held: true });
    await scene.untilRunning([job]);
    await delay(IDLE_MS);
    assert.deepEqual(countsOf(scene, gitHub), { pods: 1, registered: [job.takenBy] });

    job.release();
    await expectRunnerBalance(scene, gitHub);
    await eventually('the finished pod is deleted', () => scene.pods.runnerPods.every(({ isDeleted }) => isDeleted));
    // The Job is deleted after its pod.
    await eventually('the Job is deleted', async () => {
      const { items } = await scene.kubernetes.batch.listNamespacedJob({ namespace: scene.namespace });
      return items.length === 0;
    });
    assert.deepEqual(countsOf(scene, gitHub), { pods: 1, registered: [] });
  },
);

/** Counts the runner pods that were ever created, and names the runners that are registered now. */
const countsOf = (scene: Scene, gitHub: GitHubSide) => ({
  pods: scene.pods.runnerPods.length,
  registered: gitHub.runners.map(({ name }) => name),
});
