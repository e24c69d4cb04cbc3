import { stringify } from 'yaml';
import type { Alert } from './alerts';

/** The severities of Azure Monitor as words. */
const SEVERITIES = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' } as const;

/** Groups of rules for your own Prometheus, as its files and the objects of the Prometheus Operator have them. */
export function ruleGroups(alerts: readonly Alert[]) {
  const rules = alerts.map(({ name, expression, forMinutes, severity, summary, remedy }) => ({
    alert: name,
    expr: expression,
    for: `${forMinutes}m`,
    labels: { severity: SEVERITIES[severity] },
    annotations: { summary, description: remedy },
  }));
  return [{ name: 'azure-pipelines-agents', rules }];
}

/** The file of rules for your own Prometheus. */
export const prometheusRules = (alerts: readonly Alert[]): string => stringify({ groups: ruleGroups(alerts) }, { lineWidth: 0 });
