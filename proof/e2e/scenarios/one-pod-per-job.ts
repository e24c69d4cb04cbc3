import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('one job: one pod', { name: 'one' }, async (scene) => {
  scene.queue(1);
  await expectBalance(scene);
});

scenario('10 jobs together: 10 pods', { name: 'ten' }, async (scene) => {
  scene.queue(10, { seconds: 2 });
  await expectBalance(scene);
});
