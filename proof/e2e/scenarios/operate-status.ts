import assert from 'node:assert/strict';
import { statusSays } from '../scene/asking';
import { balances } from '../scene/balance';
import { scalePlaceholder } from '../scene/merge';
import { runOperator } from '../scene/operator-command';
import { setImage } from '../scene/scaled-job';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

/** Nothing listens there, on the node itself: no request leaves it. */
const MISSING_IMAGE = '127.0.0.1:9/missing:1';

scenario('status: all is well, a job runs, then what breaks is said', { name: 'status' }, async (scene) => {
  await statusSays(scene, 'that nothing is wrong', ({ code, problems }) => code === 0 && problems.length === 0);
  const { code, stdout } = await runOperator(scene, 'status', []);
  assert.equal(code, 0);
  assert.match(stdout, /^Nothing is wrong\.$/m);
  assert.match(stdout, /^ {2}placeholder {2}pod ready; agent registered, disabled$/m);

  scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  const busy = await statusSays(scene, 'a job that runs', ({ entries: [entry] }) => {
    const isBusy = entry !== undefined && 'value' in entry.queue && entry.queue.value.running === 1;
    return isBusy && 'value' in entry.agents && entry.agents.value.busy === 1 && 'value' in entry.pods && entry.pods.value.length === 1;
  });
  assert.deepEqual(busy.problems, []);
  assert.match(JSON.stringify(busy.entries[0]?.decisions), /KEDAJobsCreated/);
  for (const job of scene.jobs) job.release();
  await balances(scene);

  await scalePlaceholder(scene, 0);
  await complains(scene, /^linux: the placeholder is scaled to 0$/);
  await scalePlaceholder(scene, 1);
  await statusSays(scene, 'that the placeholder is back', ({ code }) => code === 0);

  await setImage(scene, 'linux', MISSING_IMAGE);
  scene.queue(1);
  await complains(scene, /^linux: pod \S+: Pending: (ErrImagePull|ImagePullBackOff)/);
});

const complains = (scene: Scene, text: RegExp) =>
  statusSays(scene, `${text}`, ({ code, problems }) => code === 1 && problems.some((problem) => text.test(problem.text)));
