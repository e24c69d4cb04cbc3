import { namesOf } from '../../../config/names';
import { parseConfig } from '../../../config/parse';
import { knowsTokenExpiry } from '../../../stacks/runner-entries';
import { dashboardConfigMap } from '../monitoring/dashboard-config-map';
import { podMonitors } from '../monitoring/pod-monitors';
import { prometheusRule } from '../monitoring/prometheus-rule';
import type { Choice } from './features';
import { type Sample, sampleConfig } from './sample';
import { type SampleObjects, surroundingsOf } from './sample-objects';

/** Stands in the objects for the text of the dashboard, which is a file of the chart. */
export const DASHBOARD = 'zzdashboard';

/** The label of objects by which a Prometheus selects them. */
export const selectedBy = ({ text }: Sample) => [text('selector'), text('selected')] as const;

/** The objects for Grafana and the Prometheus Operator, which the chart has and the stacks do not. */
export function monitoringObjects(sample: Sample, choice: Choice): SampleObjects {
  const config = parseConfig(sampleConfig(sample, choice), 'a sample');
  const labels = choice.has('operatorLabels') ? Object.fromEntries([selectedBy(sample)]) : {};
  const { agentsNamespace } = namesOf(config);
  const scraped = {
    agentsNamespace,
    kedaNamespace: surroundingsOf(sample).kedaNamespace,
    scaler: config.keda.trigger === 'metrics-api',
    runners: config.runnerPools.length > 0,
    gitHubTokenExpiry: knowsTokenExpiry(config),
  };
  return {
    config,
    objects: [dashboardConfigMap(agentsNamespace, DASHBOARD), prometheusRule(config, labels), ...podMonitors(scraped, labels)],
  };
}
