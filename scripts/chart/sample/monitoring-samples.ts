import { parseConfig } from '../../../config/parse';
import { monitoringObjects } from '../monitoring/monitoring-objects';
import type { Choice } from '../objects/features';
import { type Sample, sampleConfig } from './sample';
import { type SampleObjects, surroundingsOf } from './sample-objects';

/** Stands in the objects for the text of the dashboard, which is a file of the chart. */
export const DASHBOARD = 'zzdashboard';

/** The label of objects by which a Prometheus selects them. */
export const selectedBy = ({ text }: Sample) => [text('selector'), text('selected')] as const;

/** The objects for Grafana and the Prometheus Operator for a config with some features. */
export function sampleMonitoringObjects(sample: Sample, choice: Choice): SampleObjects {
  const config = parseConfig(sampleConfig(sample, choice), 'a sample');
  const { kedaNamespace } = surroundingsOf(sample);
  const labels = choice.has('operatorLabels') ? { labels: Object.fromEntries([selectedBy(sample)]) } : {};
  return { config, objects: monitoringObjects(config, { ...labels, kedaNamespace, dashboard: DASHBOARD }) };
}
