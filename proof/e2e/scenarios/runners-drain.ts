import assert from 'node:assert/strict';
import { onlyRunnerPod } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { hasOtherNode, whileDrained } from '../scene/eviction';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

runnerScenario(
  'GitHub: a node is drained: the job on it succeeds, and others run on another node',
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
