import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/types';
import { monitoringObjects } from '../../scripts/chart/monitoring/monitoring-objects';
import { chartValues } from '../../scripts/chart/values/chart-values';
import { helmOutput } from '../lib/helm/run-helm';
import { bothWays } from './compare/both-ways';
import type { Comparison } from './compare/compare';
import { differences } from './compare/differences';
import { readRendered } from './compare/rendered';
import type { NamedConfig } from './fixed-configs';
import { RELEASE } from './helm';

const LABELS = { release: 'kube-prometheus-stack', 'example.com/team': 'true' };
const QUEUE_MINUTES = 21;

/** The options of the chart for a Prometheus Operator and Grafana, in place of Azure Monitor. */
const OPTIONS = chartValues.shape.monitoring.parse({
  queueMinutes: QUEUE_MINUTES,
  azureMonitor: false,
  dashboard: true,
  rules: true,
  podMonitor: true,
  labels: LABELS,
});

/**
 * Compares what the chart renders for a Prometheus Operator and Grafana with what the typed builders make, for each config with
 * monitoring switched on: the other objects stay, and the ConfigMap of Azure Monitor is gone.
 */
export async function checkMonitoring(configs: readonly NamedConfig[], comparison: Comparison): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, config } of configs) {
    const monitored = { ...config, monitoring: { emails: [], actionGroupIds: [], queueMinutes: QUEUE_MINUTES } };
    for (const line of await problemsOf(monitored, comparison)) problems.push(`${name}, monitoring: ${line}`);
  }
  return problems;
}

async function problemsOf(config: Config, { helms, chart, imageContext }: Comparison): Promise<readonly string[]> {
  const { objects, values, namespace } = bothWays(config, imageContext);
  const dashboard = readFileSync(join(chart, 'files', 'dashboard.json'), 'utf8');
  const expected = [
    ...objects.filter(({ kind, metadata }) => kind !== 'ConfigMap' || metadata.namespace === namespace),
    ...monitoringObjects(config, { labels: LABELS, dashboard }),
  ];
  const found = await Promise.all(
    helms.map(async ({ name, path }) => {
      const given = { ...values, monitoring: OPTIONS };
      const rendered = readRendered(await helmOutput(path, ['template', RELEASE, chart, '--namespace', namespace], given));
      return [...rendered.faults, ...differences(expected, rendered.objects)].map((line) => `${name}: ${line}`);
    }),
  );
  return found.flat();
}
