import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { MISSING_IMAGE, scalePlaceholder, setImage } from '../scene/edit-objects';
import { runOperatorCommand } from '../scene/operator-command';
import { untilStatusShows } from '../scene/operator-reports';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario('status reports no problem, then a running job, then each fault', { name: 'status' }, async (scene) => {
  await untilStatusShows(scene, {
    what: 'no problem',
    isExpected: ({ code, problems }) => code === 0 && problems.length === 0,
  });
  const { code, stdout } = await runOperatorCommand(scene, 'status', []);
  assert.equal(code, 0);
  assert.match(stdout, /^Nothing is wrong\.$/m);
  assert.match(stdout, /^ {2}placeholder {2}pod ready; agent registered, disabled$/m);
  if (scene.environment.trigger === 'metrics-api') {
    assert.match(stdout, /^ {2}scaler {7}none waiting \(.+ ago\)$/m);
    assert.match(stdout, /^ {2}scaler {7}2 of 2 ready$/m);
  }

  scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  const busy = await untilStatusShows(scene, {
    what: 'a running job',
    isExpected: ({ entries: [entry] }) => {
      const isBusy = entry !== undefined && 'value' in entry.queue && entry.queue.value.running === 1;
      return isBusy && 'value' in entry.agents && entry.agents.value.busy === 1 && 'value' in entry.pods && entry.pods.value.length === 1;
    },
  });
  assert.deepEqual(busy.problems, []);
  assert.match(JSON.stringify(busy.entries[0]?.decisions), /KEDAJobsCreated/);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);

  await scalePlaceholder(scene, 0);
  await untilProblem(scene, /^linux: the placeholder is scaled to 0$/);
  await scalePlaceholder(scene, 1);
  await untilStatusShows(scene, { what: 'no problem after the placeholder is scaled to 1', isExpected: ({ code }) => code === 0 });

  await setImage(scene, 'linux', MISSING_IMAGE);
  scene.queue(1);
  await untilProblem(scene, /^linux: pod \S+: Pending: (ErrImagePull|ImagePullBackOff)/);
});

const untilProblem = (scene: Scene, expected: RegExp) =>
  untilStatusShows(scene, {
    what: `the problem ${expected}`,
    isExpected: ({ code, problems }) => code === 1 && problems.some(({ text }) => expected.test(text)),
  });
