import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const AWAY_MS = 20_000;

scenario('one replica of the scaler is killed, then frozen: jobs get their agents from the other', { name: 'replica' }, async (scene) => {
  const scaler = new Scaler(scene);
  await scaler.untilReady(2);
  const [first, second] = scaler.readyPods;
  assert.ok(first && second);
  scaler.signal(first, 'SIGKILL');
  await runTwoJobs(scene);

  await scaler.untilReady(2);
  scaler.signal(second, 'SIGSTOP');
  await runTwoJobs(scene);
  scaler.signal(second, 'SIGCONT');
  await runTwoJobs(scene);
  await expectBalance(scene);
});

scenario('both replicas of the scaler are gone: running jobs continue, queued jobs wait', { name: 'both-gone' }, async (scene) => {
  const scaler = new Scaler(scene);
  await scaler.untilReady(2);
  const [running] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  await scaler.scale(0);
  const waiting = scene.queue(3, { held: true });
  await delay(AWAY_MS);
  assert.deepEqual(
    waiting.map(({ starts }) => starts),
    [0, 0, 0],
  );
  assert.equal(running?.isRunning, true);
  await scaler.scale(1);
  await scene.untilRunning(scene.jobs);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
});

scenario('the scaler is cut off from the API server: nothing is guessed, and jobs run afterwards', { name: 'cut-off' }, async (scene) => {
  const scaler = new Scaler(scene);
  await scaler.untilReady(2);
  scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  await scaler.whileCutOffFromKubernetes(async () => {
    // Until the last lists are too old, the scaler may still answer.
    await delay(AWAY_MS);
    const waiting = scene.queue(3, { held: true });
    await delay(AWAY_MS);
    assert.deepEqual(
      waiting.map(({ starts }) => starts),
      [0, 0, 0],
    );
    assert.equal(scene.pods.agentPods.length, 1);
  });
  await scene.untilRunning(scene.jobs);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
});

async function runTwoJobs(scene: Scene): Promise<void> {
  await scene.untilOver(scene.queue(2));
}
