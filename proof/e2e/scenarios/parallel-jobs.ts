import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { mostConcurrentPods } from '../scene/concurrent-pods';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';

scenario('agents beyond the parallel jobs of the organisation are not created', { name: 'bought' }, async (scene) => {
  scene.devops.settings.parallelJobs = 2;
  const jobs = scene.queue(5, { held: true });
  await scene.untilRunning(scene.jobs.filter(({ isRunning }) => isRunning));
  await untilQueueRead(scene, 20);
  assert.equal(scene.pods.agentPods.length, 2);
  for (const job of jobs) job.release();
  await expectBalance(scene);
  assert.equal(mostConcurrentPods(scene.pods.agentPods), 2);
});
