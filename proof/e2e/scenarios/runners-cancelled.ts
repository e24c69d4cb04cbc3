import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { eventually } from '../scene/eventually';
import { cancelBeforePickup } from '../scene/github/cancel-before-pickup';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import type { Scene } from '../scene/scene';

const CANCELLED = { pods: 1, results: { canceled: 1 } };

suite('GitHub: a job is cancelled', { concurrency: true }, () => {
  runnerScenario(
    'before pickup: after idleMinutes the runner is removed first, and then its listener ends',
    { name: 'gh-idle' },
    async (scene, gitHub) => {
      await cancelBeforePickup(scene, gitHub);
      await expectRunnerBalance(scene, gitHub, { ...CANCELLED, neverStarted: 1 });
      await untilPodSucceeded(scene);
      const ends = gitHub.fake.requests.filter(({ method, path }) => method === 'DELETE' && /\/agents\/\d+$|\/session$/.test(path));
      assert.deepEqual(
        ends.slice(0, 1).map(({ path, status }) => [path.replace(/.*(\/agents\/).*/, '$1'), status]),
        [['/agents/', 204]],
      );
    },
  );

  runnerScenario('before pickup: the next job runs in its pod', { name: 'gh-next' }, async (scene, gitHub) => {
    await cancelBeforePickup(scene, gitHub);
    gitHub.queue(1);
    await expectRunnerBalance(scene, gitHub, { pods: 1, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
  });

  runnerScenario('while it runs: its script is stopped and its pod ends', { name: 'gh-stopped' }, async (scene, gitHub) => {
    const job = gitHub.queueOne({ held: true });
    await scene.untilRunning([job]);
    gitHub.fake.cancelJob(job.inGitHub);
    await expectRunnerBalance(scene, gitHub, CANCELLED);
    await untilPodSucceeded(scene);
  });
});

/** A cancelled job is not a failure of its runner, so its pod must not raise the alert on failed pods. */
async function untilPodSucceeded({ pods }: Scene): Promise<void> {
  await eventually(
    () => `the pod has succeeded: ${pods.runnerPods.map(({ pod }) => pod.status?.phase)}`,
    () => pods.runnerPods.every(({ pod }) => pod.status?.phase === 'Succeeded'),
  );
}
