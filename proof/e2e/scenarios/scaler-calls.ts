import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { callSources, callsPerHour } from '../../../config/calls/call-sources';
import { isUnfinished } from '../scene/balance';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';

const MEASURED_MS = 120_000;
const HOUR_MS = 3_600_000;

scenario('an idle deployment makes as many calls to Azure DevOps as a synth says', { name: 'calls' }, async (scene, say) => {
  await new Scaler(scene).untilReady(2);
  const before = scene.devops.requests.length;
  await delay(MEASURED_MS);
  const measured = ((scene.devops.requests.length - before) * HOUR_MS) / MEASURED_MS;
  const computed = callsPerHour(callSources(scene.config()), 0);
  say(`calls an hour: ${measured} measured, ${computed} computed`);
  assert.equal(scene.pods.agentPods.filter(isUnfinished).length, 0);
  assert.ok(Math.abs(measured - computed) <= computed / 10, `${measured} calls an hour, computed ${computed}`);
});
