import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';

scenario('the KEDA operator is killed while it creates pods: each job still gets exactly one pod', { name: 'op-killed' }, async (scene) => {
  const running = scene.queue(3, { held: true });
  await scene.untilRunning(running);
  scene.queue(5, { held: true });
  await eventually('KEDA has begun to create pods for them', () => scene.pods.agentPods.length > 3);
  const killed = new KedaOperator(scene.kubernetes).kill({ isOwnCluster: scene.environment.isOwnCluster });
  scene.queue(2, { held: true });
  await killed;
  await scene.untilRunning(scene.jobs);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
});
