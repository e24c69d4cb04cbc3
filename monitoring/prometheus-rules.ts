import { stringify } from 'yaml';
import type { Alert } from './alerts';

/** Words for what Azure Monitor counts. */
const SEVERITIES = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' } as const;

/** The file of rules that a Prometheus of one's own reads. */
export function prometheusRules(alerts: readonly Alert[]): string {
  const rules = alerts.map(({ name, expression, forMinutes, severity, summary, remedy }) => ({
    alert: name,
    expr: expression,
    for: `${forMinutes}m`,
    labels: { severity: SEVERITIES[severity] },
    annotations: { summary, description: remedy },
  }));
  return stringify({ groups: [{ name: 'azure-pipelines-agents', rules }] }, { lineWidth: 0 });
}
