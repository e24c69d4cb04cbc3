import { expectBalance } from '../scene/balance';
import { scenario } from '../scene/scenario';

scenario('10 jobs, and 10 more while the first run: all 20 run at the same time', { name: 'more' }, async (scene) => {
  await scene.untilRunning(scene.queue(10, { held: true }));
  scene.queue(10, { held: true });
  // The first jobs are still held, so the others cannot have waited for them to end.
  await scene.untilRunning(scene.jobs);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
});
