import { FIXED_NAMES, namesOf } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { knowsTokenExpiry } from '../../../stacks/runner-entries';
import { dashboardConfigMap } from './dashboard-config-map';
import { podMonitors } from './pod-monitors';
import { prometheusRule } from './prometheus-rule';

export interface MonitoringObjectsOptions {
  /** Labels of the PrometheusRule and the PodMonitors, by which a Prometheus selects them. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default keda */
  readonly kedaNamespace?: string;
  /** The JSON of the dashboard. */
  readonly dashboard: string;
}

/** The objects for Grafana and the Prometheus Operator, which the chart has and the stacks do not. */
export function monitoringObjects(config: Config, options: MonitoringObjectsOptions): readonly NativeObject[] {
  const { labels, kedaNamespace = FIXED_NAMES.kedaNamespace, dashboard } = options;
  const namespace = namesOf(config).agentsNamespace;
  const scraped = {
    agentsNamespace: namespace,
    kedaNamespace,
    scaler: config.keda.trigger === 'metrics-api',
    runners: config.runnerPools.length > 0,
    gitHubTokenExpiry: knowsTokenExpiry(config),
  };
  return [
    dashboardConfigMap(namespace, dashboard),
    prometheusRule(config, { namespace, kedaNamespace, labels }),
    ...podMonitors(scraped, labels),
  ];
}
