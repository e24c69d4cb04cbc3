import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';

scenario(
  'the KEDA operator is killed while it makes pods: nothing is lost, nothing is made twice',
  { name: 'op-killed' },
  async (scene) => {
    const running = scene.queue(3, { held: true });
    await scene.running(running);
    scene.queue(5, { held: true });
    await eventually('KEDA has begun to make pods for them', () => scene.pods.agentPods.length > 3);
    const killed = new KedaOperator(scene.kubernetes).kill(scene.environment.isOwnCluster);
    scene.queue(2, { held: true });
    await killed;
    await scene.running(scene.jobs);
    for (const job of scene.jobs) job.release();
    await balances(scene);
  },
);
