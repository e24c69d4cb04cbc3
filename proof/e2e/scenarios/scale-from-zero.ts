import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario(
  'from zero pods to one and back to zero, and the finished pod is deleted after keepFinishedMinutes',
  { name: 'zero' },
  async (scene) => {
    await untilQueueRead(scene, 2);
    assert.deepEqual(countsOf(scene), { pods: 0, online: 0, registered: 1 });

    const [job] = scene.queue(1, { held: true });
    await scene.untilRunning(scene.jobs);
    await untilQueueRead(scene, 2);
    assert.deepEqual(countsOf(scene), { pods: 1, online: 1, registered: 2 });

    job?.release();
    await expectBalance(scene);
    await eventually('the finished pod is deleted', () => scene.pods.agentPods.every(({ isDeleted }) => isDeleted));
    // The Job is deleted after its pod.
    await eventually('the Job is deleted', async () => {
      const { items } = await scene.kubernetes.batch.listNamespacedJob({ namespace: scene.namespace });
      return items.length === 0;
    });
    assert.deepEqual(countsOf(scene), { pods: 1, online: 0, registered: 1 });
  },
);

/** Counts the agent pods that were ever created, and the agents that are registered now, including the placeholder. */
function countsOf(scene: Scene) {
  const agents = scene.poolNames.flatMap((pool) => scene.devops.agentsOf(pool));
  const online = agents.filter(({ status }) => status === 'online');
  return { pods: scene.pods.agentPods.length, online: online.length, registered: agents.length };
}
