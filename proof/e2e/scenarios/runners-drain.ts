import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { onlyRunnerPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { evict, hasOtherNode, whileDrained } from '../scene/eviction';
import { cancelBeforePickup } from '../scene/github/cancel-before-pickup';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

suite('GitHub: eviction', { concurrency: true }, () => {
  runnerScenario(
    'a node is drained: the job on it succeeds, and others run on another node',
    { name: 'gh-drain' },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ held: true });
      await scene.untilRunning([job]);
      const node = onlyRunnerPod(scene).spec?.nodeName ?? '';
      await whileDrained(scene, node, async () => {
        await eventually('the pod is terminating', () => scene.pods.runnerPods[0]?.pod.metadata?.deletionTimestamp !== undefined);
        const later = gitHub.queue(2);
        await eventually('KEDA has created two more pods', () => scene.pods.runnerPods.length === 3);
        if (await hasOtherNode(scene, node)) await scene.untilOver(later);
        assert.ok(job.isRunning, `${job}`);
        job.release();
        await scene.untilOver([job]);
      });
      await expectRunnerBalance(scene, gitHub);
    },
  );

  // An idle runner would wait for half an hour, so only the eviction can end it sooner.
  runnerScenario(
    'an idle runner is evicted: it is removed and takes no other job',
    { name: 'gh-evicted', runnerPools: [{ idleMinutes: 30 }] },
    async (scene, gitHub) => {
      await cancelBeforePickup(scene, gitHub);
      await eventually('a runner is online', () => gitHub.runners.some(({ status }) => status === 'online'));
      assert.equal(await evict(scene, onlyRunnerPod(scene)), 'evicted');
      await eventually('no runner is registered', () => gitHub.runners.length === 0);
      gitHub.queue(1);
      await expectRunnerBalance(scene, gitHub, { pods: 2, results: { canceled: 1, succeeded: 1 }, neverStarted: 1 });
    },
  );
});
