import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { mostConcurrentPods } from '../scene/concurrent-pods';
import { eventually } from '../scene/eventually';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';

scenario('agents beyond the parallel jobs of the organisation are not created', { name: 'bought', parallelJobs: 2 }, async (scene) => {
  const jobs = scene.queue(5, { held: true });
  await eventually('two jobs run', () => jobs.filter(({ isRunning }) => isRunning).length === 2);
  await untilQueueRead(scene, 20);
  assert.equal(scene.pods.agentPods.length, 2);
  for (const job of jobs) job.release();
  await expectBalance(scene);
  assert.equal(mostConcurrentPods(scene.pods.agentPods), 2);
});
