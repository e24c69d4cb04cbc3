import assert from 'node:assert/strict';
import { KEDA_METRICS, PLACEHOLDER_METRICS } from '../../../monitoring/metrics';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { kedaLooked, kedaRequests } from '../scene/keda';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { numberOf, type Sample, scrape, scrapePlaceholder } from '../scene/scrape';

/** What a placeholder shows only when it has been told: by the config, and by a server whose limits come near. */
const WHEN_TOLD: readonly string[] = ['azp_api_budget_left', 'azp_token_expires_timestamp_seconds'];

scenario('the placeholder shows each metric that dashboard and alerts ask for', { name: 'azp-metrics' }, async (scene) => {
  const [job] = scene.queue(1, { held: true });
  await scene.running(scene.jobs);
  const samples = await eventually('the placeholder has seen the job run', async () => {
    const seen = await scrapePlaceholder(scene);
    return numberOf(seen, 'azp_jobs_running') === 1 && numberOf(seen, 'azp_pods', { phase: 'Running' }) === 1 ? seen : undefined;
  });
  const names = new Set(samples.map(({ name }) => name));
  assert.deepEqual(
    PLACEHOLDER_METRICS.filter((name) => !names.has(name) && !WHEN_TOLD.includes(name)),
    [],
  );
  assert.equal(numberOf(samples, 'azp_placeholder_kept'), 1);
  assert.equal(numberOf(samples, 'azp_agents_maximum'), 20);
  assert.equal(numberOf(samples, 'azp_agents', { state: 'busy' }), 1);
  const built = numberOf(samples, 'azp_image_built_timestamp_seconds') ?? 0;
  assert.ok(built > 1_700_000_000 && built < Date.now() / 1000, `the image was built at ${built}`);
  job?.release();
  await balances(scene);
});

scenario(
  'KEDA shows each metric that dashboard and alerts ask for, with the labels that they name',
  { name: 'keda-metrics' },
  async (scene) => {
    await kedaLooked(scene, 2);
    const own = { namespace: scene.namespace };
    const name = scene.scaledJob();
    const well = await scrapeKeda(scene);
    const errors = { ...own, scaledJob: name };
    const polls = { ...own, scaledObject: name, type: 'scaledjob' };
    const latency = numberOf(well, 'keda_scaler_metrics_latency_seconds', polls) ?? -1;
    assert.ok(latency > 0 && latency < 15, `a latency of ${latency}`);
    assert.notEqual(numberOf(well, 'keda_internal_scale_loop_latency_seconds', { ...own, resource: name, type: 'scaledjob' }), undefined);
    assert.equal(numberOf(well, 'keda_scaled_job_errors_total', errors), 0);

    const fault = scene.devops.fault({ answer: '401-empty', path: /jobrequests/ });
    const asked = kedaRequests(scene).length;
    await eventually('KEDA was refused', () => kedaRequests(scene).length > asked + 1);
    const ill = await eventually('KEDA counts that', async () => {
      const seen = await scrapeKeda(scene);
      return (numberOf(seen, 'keda_scaled_job_errors_total', errors) ?? 0) > 0 ? seen : undefined;
    });
    fault.remove();
    const names = new Set(ill.map((sample) => sample.name));
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
