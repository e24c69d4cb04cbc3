import { agentPoolObjectName, FIXED_NAMES } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { alerts } from '../../../monitoring/alerts';
import { byChart } from '../../../monitoring/installation';
import { ruleGroups } from '../../../monitoring/prometheus-rules';
import { knowsTokenExpiry } from '../../../stacks/runner-entries';

/** Alert rules for the Prometheus Operator (monitoring.coreos.com/v1). */
export interface PrometheusRule extends NativeObject {
  readonly spec: { readonly groups: ReturnType<typeof ruleGroups> };
}

export interface PrometheusRuleOptions {
  readonly namespace: string;
  readonly kedaNamespace: string;
  /** Labels of the object, by which a Prometheus selects it. @default - none */
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** The alerts of a config: with the expressions that its stacks give to Azure Monitor, and with remedies for the chart. */
export function prometheusRule(config: Config, { namespace, kedaNamespace, labels }: PrometheusRuleOptions): PrometheusRule {
  const objectNames = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => agentPoolObjectName(config.name, name));
  const all = alerts({
    ...(config.monitoring === undefined ? {} : { queueMinutes: config.monitoring.queueMinutes }),
    entries: objectNames(config.agentPools),
    runnerPools: objectNames(config.runnerPools),
    gitHubTokenExpiry: knowsTokenExpiry(config),
    trigger: config.keda.trigger,
    installation: byChart({ namespace, kedaNamespace }),
  });
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: FIXED_NAMES.alerts, namespace, ...(labels === undefined ? {} : { labels }) },
    spec: { groups: ruleGroups(all) },
  };
}
