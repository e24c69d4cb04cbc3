import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import { MonitorAlertPrometheusRuleGroup } from '@cdktf/provider-azurerm/lib/monitor-alert-prometheus-rule-group';
import { Construct } from 'constructs';
import type { Trigger } from '../../config/trigger';
import type { Config } from '../../config/types';
import { type Alert, alerts } from '../../monitoring/alerts';
import { BY_TERRAFORM, withExistingKeda } from '../../monitoring/installation';

export interface PrometheusAlertsProps {
  /** Name of the rule group and of the action group. */
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  readonly workspaceId: string;
  /** The cluster whose metrics the rules read. */
  readonly clusterName: string;
  /** Names of the ScaledJobs whose placeholders must report metrics. */
  readonly entries: readonly string[];
  /** Names of the ScaledJobs whose sessions with GitHub the scaler must have. @default [] */
  readonly runnerPools?: readonly string[];
  /** Whether the scaler knows when the token for GitHub expires. @default false */
  readonly gitHubTokenExpiry?: boolean;
  /** Who counts the jobs in the queue. */
  readonly trigger: Trigger;
  /** Where KEDA is, if this project does not install it. @default - the namespace of the keda stack */
  readonly existingKeda?: string | undefined;
  readonly options: NonNullable<Config['monitoring']>;
}

/**
 * The alerts of monitoring/alerts.ts in Azure Monitor, and who receives them.
 *
 * @example
 * new PrometheusAlerts(this, 'alerts', {
 *   name: 'alerts-agents',
 *   location: 'westeurope',
 *   resourceGroupName: 'rg-agents',
 *   workspaceId: prometheus.workspace.id,
 *   clusterName: 'aks-agents',
 *   entries: ['linux'],
 *   trigger: 'metrics-api',
 *   options: { emails: ['team@example.com'], actionGroupIds: [], queueMinutes: 15 },
 * });
 */
export class PrometheusAlerts extends Construct {
  readonly resource: MonitorAlertPrometheusRuleGroup;

  constructor(scope: Construct, id: string, props: PrometheusAlertsProps) {
    super(scope, id);
    const { name, location, resourceGroupName, workspaceId, clusterName, entries, trigger, options } = props;
    const { runnerPools = [], gitHubTokenExpiry = false, existingKeda } = props;
    const installation = existingKeda === undefined ? BY_TERRAFORM : withExistingKeda(existingKeda);
    const { queueMinutes } = options;
    const actionGroupIds = [...this.#addMails(props), ...options.actionGroupIds];
    this.resource = new MonitorAlertPrometheusRuleGroup(this, 'Resource', {
      name,
      location,
      resourceGroupName,
      clusterName,
      scopes: [workspaceId],
      interval: 'PT1M',
      rule: alerts({ queueMinutes, entries, runnerPools, gitHubTokenExpiry, trigger, installation }).map((alert) =>
        ruleOf(alert, actionGroupIds),
      ),
    });
  }

  #addMails({ name, resourceGroupName, options }: PrometheusAlertsProps): readonly string[] {
    if (options.emails.length === 0) return [];
    const group = new MonitorActionGroup(this, 'mails', {
      name,
      resourceGroupName,
      // Azure puts this into the subject of mails. It may have at most 12 characters.
      shortName: 'agents',
      emailReceiver: options.emails.map((emailAddress, index) => ({ name: `mail-${index + 1}`, emailAddress, useCommonAlertSchema: true })),
    });
    return [group.id];
  }
}

function ruleOf({ name, expression, forMinutes, severity, summary, remedy }: Alert, actionGroupIds: readonly string[]) {
  return {
    alert: name,
    enabled: true,
    expression,
    annotations: { summary, description: remedy },
    for: `PT${forMinutes}M`,
    severity,
    alertResolution: { autoResolved: true, timeToResolve: 'PT10M' },
    ...(actionGroupIds.length === 0 ? {} : { action: actionGroupIds.map((actionGroupId) => ({ actionGroupId })) }),
  };
}
