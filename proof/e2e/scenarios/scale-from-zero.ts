import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { kedaLooked } from '../scene/keda';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario('from zero pods to one, back to zero, and the finished pod goes after its time', { name: 'zero' }, async (scene) => {
  await kedaLooked(scene, 2);
  assert.deepEqual(scale(scene), { pods: 0, online: 0, registered: 1 });

  const [job] = scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  await kedaLooked(scene, 2);
  assert.deepEqual(scale(scene), { pods: 1, online: 1, registered: 2 });

  job?.release();
  await balances(scene);
  await eventually('the finished pod is gone', () => scene.pods.agentPods.every(({ gone }) => gone));
  const jobs = await scene.kubernetes.batch.listNamespacedJob({ namespace: scene.namespace });
  assert.deepEqual({ jobs: jobs.items.length, ...scale(scene) }, { jobs: 0, pods: 1, online: 0, registered: 1 });
});

/** Agent pods that were ever made, and agents that are there now, of which one is the placeholder. */
function scale(scene: Scene) {
  const agents = scene.poolNames.flatMap((pool) => scene.devops.agentsOf(pool));
  const online = agents.filter(({ status }) => status === 'online');
  return { pods: scene.pods.agentPods.length, online: online.length, registered: agents.length };
}
