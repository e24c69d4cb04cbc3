import { balances } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('10 jobs, and 10 more while the first run: all 20 run at the same time', { name: 'more' }, async (scene) => {
  await scene.running(scene.queue(10, { held: true }));
  scene.queue(10, { held: true });
  // No job waits for a running one to end: none of them ends by itself.
  await scene.running(scene.jobs);
  for (const job of scene.jobs) job.release();
  await balances(scene);
});
