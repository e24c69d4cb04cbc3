import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';

const AWAY_MS = 60_000;

scenario('the KEDA operator is scaled to 0 for a minute: jobs wait, then each gets its pod', { name: 'op-away' }, async (scene) => {
  const running = scene.queue(2, { held: true });
  await scene.untilRunning(running);
  await new KedaOperator(scene.kubernetes).whileScaledToZero(async () => {
    const waiting = scene.queue(5, { held: true });
    await delay(AWAY_MS);
    assert.equal(scene.pods.agentPods.length, 2);
    assert.ok(waiting.every(({ starts }) => starts === 0));
    running[0]?.release();
    await scene.untilOver(running.slice(0, 1));
  });
  await scene.untilRunning(scene.jobs.slice(1));
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
});
