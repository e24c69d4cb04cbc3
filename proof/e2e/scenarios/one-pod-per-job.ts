import { balances } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('one job: one pod', { name: 'one' }, async (scene) => {
  scene.queue(1);
  await balances(scene);
});

scenario('10 jobs at once: 10 pods', { name: 'ten' }, async (scene) => {
  scene.queue(10, { seconds: 2 });
  await balances(scene);
});
