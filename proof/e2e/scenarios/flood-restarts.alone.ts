import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';

const RESTARTS = 4;

scenario(
  'the KEDA operator is killed again and again during a flood: one pod for each job',
  { name: 'restarts', agentPools: [{ maxAgents: 12 }] },
  async (scene) => {
    const operator = new KedaOperator(scene.kubernetes);
    scene.queue(20, { seconds: 2 });
    for (let restart = 0; restart < RESTARTS; restart++) {
      await delay(500 + restart * 1300);
      await operator.kill(scene.environment);
    }
    await scene.untilOver(scene.jobs, { withinSeconds: 600 });
    await expectBalance(scene);
  },
);
