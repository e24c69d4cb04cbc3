import assert from 'node:assert/strict';
import { KEDA_METRICS, PLACEHOLDER_METRICS } from '../../../monitoring/metrics';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { KedaOperator } from '../scene/keda-operator';
import { queueReads, untilQueueRead } from '../scene/queue-reads';
import { Scaler } from '../scene/scaler';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { type Sample, sampleValue, scrape, scrapePlaceholder } from '../scene/scrape';

/** Metrics that depend on the config, or on a server that sends rate limit headers because a limit is near. */
const CONDITIONAL_METRICS: readonly string[] = ['azp_api_budget_left', 'azp_token_expires_timestamp_seconds'];

scenario('the placeholder exposes every metric that the dashboard and the alerts use', { name: 'azp-metrics' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.untilRunning(scene.jobs);
  const samples = await eventually('the metrics of the placeholder show the running job', async () => {
    const seen = await scrapePlaceholder(scene);
    return sampleValue(seen, 'azp_jobs_running') === 1 && sampleValue(seen, 'azp_pods', { phase: 'Running' }) === 1 ? seen : undefined;
  });
  const names = new Set(samples.map(({ name }) => name));
  assert.deepEqual(
    PLACEHOLDER_METRICS.filter((name) => !names.has(name) && !CONDITIONAL_METRICS.includes(name)),
    [],
  );
  assert.equal(sampleValue(samples, 'azp_placeholder_kept'), 1);
  assert.equal(sampleValue(samples, 'azp_agents_maximum'), 20);
  assert.equal(sampleValue(samples, 'azp_agents', { state: 'busy' }), 1);
  const built = sampleValue(samples, 'azp_image_built_timestamp_seconds') ?? 0;
  assert.ok(built > 1_700_000_000 && built < Date.now() / 1000, `the image was built at ${built}`);
  job?.release();
  await expectBalance(scene);
});

scenario(
  'KEDA exposes every metric that the dashboard and the alerts use, with the labels that they use',
  { name: 'keda-metrics' },
  async (scene) => {
    if (scene.environment.trigger === 'metrics-api') await new Scaler(scene).untilReady(2);
    await untilQueueRead(scene, 2);
    const own = { namespace: scene.namespace };
    const name = scene.scaledJobName();
    const samples = await scrapeKeda(scene);
    const errors = { ...own, scaledJob: name };
    const polls = { ...own, scaledObject: name, type: 'scaledjob' };
    const latency = sampleValue(samples, 'keda_scaler_metrics_latency_seconds', polls) ?? -1;
    assert.ok(latency > 0 && latency < 15, `a latency of ${latency}`);
    assert.notEqual(
      sampleValue(samples, 'keda_internal_scale_loop_latency_seconds', { ...own, resource: name, type: 'scaledjob' }),
      undefined,
    );
    // Until the scaler is ready for the first time, polls fail.
    const errorsBefore = sampleValue(samples, 'keda_scaled_job_errors_total', errors) ?? 0;
    if (scene.environment.trigger === 'azure-pipelines') assert.equal(errorsBefore, 0);

    const fault = scene.devops.fault({ answer: '401-empty', path: /jobrequests/ });
    const requestsBefore = queueReads(scene).length;
    await eventually('KEDA has polled during the fault', () => queueReads(scene).length > requestsBefore + 1);
    const samplesWithErrors = await eventually('KEDA counts the errors', async () => {
      const seen = await scrapeKeda(scene);
      return (sampleValue(seen, 'keda_scaled_job_errors_total', errors) ?? 0) > errorsBefore ? seen : undefined;
    });
    fault.remove();
    const names = new Set(samplesWithErrors.map((sample) => sample.name));
    assert.deepEqual(
      KEDA_METRICS.filter((each) => !names.has(each)),
      [],
    );
  },
);

async function scrapeKeda({ kubernetes }: Scene): Promise<readonly Sample[]> {
  const { namespace, name } = await new KedaOperator(kubernetes).readyPod();
  return scrape(kubernetes, namespace, name);
}
