import { stringify } from 'yaml';
import type { Alert } from './alerts';

/** The severities of Azure Monitor as words. */
const SEVERITIES = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' } as const;

/** The file of rules for your own Prometheus. */
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
