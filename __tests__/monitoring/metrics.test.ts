import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Registry } from 'prom-client';
import { UNKNOWN } from '../../agent/scale/runner-connection';
import type { RunnerDemand } from '../../agent/scale/runner-demand';
import { RunnerMetrics } from '../../agent/scale/runner-metrics';
import { ScalerMetrics } from '../../agent/scale/scaler-metrics';
import { alerts } from '../../monitoring/alerts';
import { ROWS } from '../../monitoring/dashboard/rows';
import {
  GITHUB_TOKEN_METRICS,
  KEDA_METRICS,
  metricsIn,
  PLACEHOLDER_METRICS,
  RUNNER_METRICS,
  SCALER_METRICS,
} from '../../monitoring/metrics';
import { KeepScene } from '../agent/support/keep-scene';

const EXPRESSIONS = [
  ...ROWS.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expression }) => expression))),
  ...alerts().map(({ expression }) => expression),
];

/** Returns the names of the metrics of a placeholder that has every piece of information. */
async function scrape(): Promise<readonly string[]> {
  const scene = await KeepScene.start();
  const first = scene.settings({ AZP_MAX_AGENTS: '10', AZP_TOKEN_EXPIRES: '2027-03-01' });
  const imageBuiltFile = join(dirname(first.folders.home), 'built');
  writeFileSync(imageBuiltFile, '2026-01-01T00:00:00Z\n');
  scene.devops.rateLimit({ remaining: 150 });
  const { ended, metrics } = scene.keep({ ...first, imageBuiltFile });
  const shown: string[] = [];
  await scene.world.clock.at(30_000, async () => shown.push(...Object.keys(await metrics())));
  scene.world.stop();
  await ended;
  await scene.end();
  return shown.map((series) => series.replace(/\{.*/, ''));
}

test('the stored metrics are exactly those that the dashboard and the alerts use', () => {
  const asked = [...new Set(EXPRESSIONS.flatMap(metricsIn))].sort();
  expect(asked).toEqual(
    [...new Set([...PLACEHOLDER_METRICS, ...SCALER_METRICS, ...RUNNER_METRICS, ...GITHUB_TOKEN_METRICS, ...KEDA_METRICS])].sort(),
  );
});

test('a placeholder exposes every one of its metrics that is stored', async () => {
  const shown = await scrape();
  expect(PLACEHOLDER_METRICS.filter((name) => !shown.includes(name))).toEqual([]);
});

test('a scaler exposes every one of its metrics that is stored', async () => {
  const metrics = new ScalerMetrics(['linux']);
  metrics.showDecisions([
    {
      entry: 'linux',
      running: 1,
      waiting: 3,
      onTheirWay: 1,
      warm: 0,
      forJobs: 1,
      forWarm: 0,
      heldBack: { maximum: 0, 'parallel-jobs': 1, 'cannot-start': 0 },
      answer: 2,
    },
  ]);
  metrics.showCannotStart([{ entry: 'linux', reason: 'ImagePullBackOff' }]);
  metrics.showReadings(1, 2, { bought: 4, others: 1 });
  metrics.countCall({ method: 'GET', status: 200, budgetLeft: 150 });
  const shown = (await metrics.registry.metrics()).split('\n').map((line) => line.replace(/[{ ].*/, ''));
  expect(SCALER_METRICS.filter((name) => !shown.includes(name))).toEqual([]);
});

test('a scaler with runner pools exposes every one of their metrics that is stored', async () => {
  const registry = new Registry();
  const metrics = new RunnerMetrics(registry, ['gh']);
  const connection = { ...UNKNOWN, state: 'open' as const, answeredAt: 0, newsAt: 0 };
  metrics.show({ entries: [{ name: 'gh' }], connection: () => connection } as unknown as RunnerDemand, 1000);
  metrics.showTokenExpiry(Date.UTC(2027, 2, 1));
  const shown = (await registry.metrics()).split('\n').map((line) => line.replace(/[{ ].*/, ''));
  expect([...RUNNER_METRICS, ...GITHUB_TOKEN_METRICS].filter((name) => !shown.includes(name))).toEqual([]);
});

test('the metrics in an expression are found among labels, functions and numbers', () => {
  const expression = 'sum by (pool) (rate(azp_api_calls_total{status="429"}[5m])) / on (pool) azp_agents or keda_scaler_active';
  expect(metricsIn(expression)).toEqual(['azp_api_calls_total', 'azp_agents', 'keda_scaler_active']);
});
