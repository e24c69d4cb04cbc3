import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';

/** A zone whose clocks are not a whole number of hours away from UTC. */
const TIME_ZONE = 'Asia/Kolkata';
const MINUTE_MS = 60_000;

scenario('warm agents exist only while their window is open', { name: 'window' }, async (scene) => {
  const opensAt = Math.ceil((Date.now() + MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const window = { agents: 1, from: clockAt(opensAt), to: clockAt(opensAt + 2 * MINUTE_MS), timeZone: TIME_ZONE };
  await scene.deploy({ entry: { warm: [window] } });
  await new Scaler(scene).untilRolledOut();
  const [first] = await eventually('the window has opened', () => scene.pods.agentPods.length > 0 && scene.pods.agentPods);
  const createdAt = first?.pod.metadata?.creationTimestamp?.getTime() ?? 0;
  assert.ok(createdAt >= opensAt, `created ${(opensAt - createdAt) / 1000} s before the window opened`);
  await eventually('the agent is online', () => scene.agents.some(({ status }) => status === 'online'));
  await delay(Math.max(0, opensAt + 2 * MINUTE_MS - Date.now()));
  await expectBalance(scene, { pods: 1, results: {} });
});

/** The hour and minute that the clocks of the time zone show. */
const clockAt = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(time);
