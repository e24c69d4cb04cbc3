import { agentPoolObjectName } from '../../../config/names';
import type { Config } from '../../../config/types';
import { type MetricName, series } from '../../../monitoring/metrics';
import type { Slot } from '../tree/slots';
import { DASHBOARD, selectedBy } from './monitoring-samples';
import type { Sample } from './sample';
import { commonSlots } from './sample-slots';

/** The file of the chart with the dashboard. Helm evaluates nothing in it. */
export const DASHBOARD_FILE = 'files/dashboard.json';

/** The slots of the objects for Grafana and the Prometheus Operator. */
export function monitoringSlots(sample: Sample, config: Config): readonly Slot[] {
  const queueMinutes = sample.number('queueMinutes');
  const labels = 'range $label, $value := $m.monitoring.labels';
  const [label, value] = selectedBy(sample);
  return [
    ...commonSlots(sample, config),
    { sample: DASHBOARD, expression: `$.Files.Get "${DASHBOARD_FILE}"` },
    { sample: label, expression: '$label', loop: labels },
    { sample: value, expression: '$value', loop: labels },
    { sample: queueMinutes, expression: '$m.monitoring.queueMinutes' },
    { sample: queueMinutes * 60, expression: 'mul $m.monitoring.queueMinutes 60' },
    namesSlot('azp_placeholder_kept', agentPoolObjectName(config.name, sample.text('agents')), '$m.agentObjectNames'),
    namesSlot('azp_scaler_session_held', agentPoolObjectName(config.name, sample.text('runners')), '$m.runnerObjectNames'),
  ];
}

/**
 * The names of all entries in the expression of an alert that fires if the metric of one of them is absent. The expression has such a
 * part for each entry, so the text between two names is the end of one part and the start of the next.
 */
function namesSlot(metric: MetricName, sample: string, names: string): Slot {
  const [start, end] = `absent(${series(metric, 'entry="|"')})`.split('|');
  return { sample, expression: `join \`${end} or ${start}\` ${names}`, isName: true };
}
