import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('a job each second for a minute: 60 pods for 60 jobs', { name: 'trickle' }, async (scene) => {
  for (let second = 0; second < 60; second++) {
    scene.queue(1, { seconds: 3 });
    await delay(1000);
  }
  await expectBalance(scene);
});
