import assert from 'node:assert/strict';
import { SCALER_METRICS } from '../../../monitoring/metrics';
import { expectBalance } from '../scene/balance';
import { nameOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';
import { sampleValue, scrape } from '../scene/scrape';

/** Metrics that depend on a server that sends rate limit headers because a limit is near, and on pods that cannot start. */
const CONDITIONAL_METRICS: readonly string[] = ['azp_api_budget_left', 'azp_scaler_cannot_start'];

scenario('the scaler exposes every metric that the dashboard and the alerts use', { name: 'scaler-metrics' }, async (scene) => {
  const scaler = new Scaler(scene);
  await scaler.untilReady(2);
  const [job] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  const entry = scene.scaledJobName();
  const [pod] = scaler.readyPods;
  assert.ok(pod);
  const samples = await eventually('the metrics of the scaler show the running job', async () => {
    const seen = await scrape(scene.kubernetes, scene.namespace, nameOf(pod));
    const isRunning = sampleValue(seen, 'azp_scaler_agents', { entry }) === 1;
    return isRunning && sampleValue(seen, 'azp_scaler_agents_on_their_way', { entry }) === 0 ? seen : undefined;
  });
  const names = new Set(samples.map(({ name }) => name));
  assert.deepEqual(
    SCALER_METRICS.filter((name) => !names.has(name) && !CONDITIONAL_METRICS.includes(name)),
    [],
  );
  assert.equal(sampleValue(samples, 'azp_scaler_wanted', { entry }), 1);
  assert.equal(sampleValue(samples, 'azp_scaler_jobs_waiting', { entry }), 0);
  job?.release();
  await expectBalance(scene);
});
