import assert from 'node:assert/strict';
import type { Problem } from '../../operate/status/problem';
import type { Snapshot } from '../../operate/status/snapshot';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { scalePlaceholder } from '../scene/merge';
import { runOperator } from '../scene/operator-command';
import { setImage } from '../scene/scaled-job';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

/** Nothing listens there, on the node itself: no request leaves it. */
const MISSING_IMAGE = '127.0.0.1:9/missing:1';

type Seen = Snapshot & { readonly problems: readonly Problem[]; readonly code: number | null };

scenario('status: all is well, a job runs, then what breaks is said', { name: 'status' }, async (scene) => {
  await sees(scene, 'that nothing is wrong', ({ code, problems }) => code === 0 && problems.length === 0);
  const { code, stdout } = await runOperator(scene, 'status', []);
  assert.equal(code, 0);
  assert.match(stdout, /^Nothing is wrong\.$/m);
  assert.match(stdout, /^ {2}placeholder {2}pod ready; agent registered, disabled$/m);

  scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  const busy = await sees(scene, 'a job that runs', ({ entries: [entry] }) => {
    const isBusy = entry !== undefined && 'value' in entry.queue && entry.queue.value.running === 1;
    return isBusy && 'value' in entry.agents && entry.agents.value.busy === 1 && 'value' in entry.pods && entry.pods.value.length === 1;
  });
  assert.deepEqual(busy.problems, []);
  assert.match(JSON.stringify(busy.entries[0]?.decisions), /KEDAJobsCreated/);
  for (const job of scene.jobs) job.release();
  await balances(scene);

  const placeholder = `${scene.scaledJob()}-placeholder`;
  await scalePlaceholder(scene, 0);
  await complains(scene, /^linux: the placeholder is scaled to 0$/);
  await scalePlaceholder(scene, 1);
  await sees(scene, `that ${placeholder} is back`, ({ code }) => code === 0);

  await setImage(scene, 'linux', MISSING_IMAGE);
  scene.queue(1);
  await complains(scene, /^linux: pod \S+: Pending: (ErrImagePull|ImagePullBackOff)/);
});

/** Asks until it sees what is waited for. */
async function sees(scene: Scene, what: string, isIt: (seen: Seen) => boolean): Promise<Seen> {
  let last = '';
  return eventually(
    () => `status shows ${what}: ${last}`,
    async () => {
      const { code, stdout, stderr } = await runOperator(scene, 'status', ['--json']);
      last = `${code} ${stdout}${stderr}`;
      const seen: Seen = { ...JSON.parse(stdout), code };
      return isIt(seen) ? seen : undefined;
    },
  );
}

const complains = (scene: Scene, text: RegExp): Promise<Seen> =>
  sees(scene, `${text}`, ({ code, problems }) => code === 1 && problems.some((problem) => text.test(problem.text)));
