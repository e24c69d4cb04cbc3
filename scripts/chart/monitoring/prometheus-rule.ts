import { agentPoolObjectName, FIXED_NAMES, namesOf } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { alerts } from '../../../monitoring/alerts';
import { ruleGroups } from '../../../monitoring/prometheus-rules';
import { knowsTokenExpiry } from '../../../stacks/runner-entries';

/** Alert rules for the Prometheus Operator (monitoring.coreos.com/v1). */
export interface PrometheusRule extends NativeObject {
  readonly spec: { readonly groups: ReturnType<typeof ruleGroups> };
}

/**
 * The alerts of a config: those that its stacks create in Azure Monitor.
 * @param labels labels of the object, by which a Prometheus selects it
 */
export function prometheusRule(config: Config, labels: Readonly<Record<string, string>>): PrometheusRule {
  const objectNames = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => agentPoolObjectName(config.name, name));
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: FIXED_NAMES.alerts,
      namespace: namesOf(config).agentsNamespace,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    },
    spec: {
      groups: ruleGroups(
        alerts({
          queueMinutes: config.monitoring?.queueMinutes,
          entries: objectNames(config.agentPools),
          runnerPools: objectNames(config.runnerPools),
          gitHubTokenExpiry: knowsTokenExpiry(config),
          trigger: config.keda.trigger,
        }),
      ),
    },
  };
}
