import { MonitorDataCollectionEndpoint } from '@cdktf/provider-azurerm/lib/monitor-data-collection-endpoint';
import { MonitorDataCollectionRule } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule';
import { MonitorDataCollectionRuleAssociation } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule-association';
import { MonitorWorkspace } from '@cdktf/provider-azurerm/lib/monitor-workspace';
import { Construct } from 'constructs';

export interface ManagedPrometheusProps {
  readonly workspaceName: string;
  /** Name of the data collection endpoint and of the rule: 3 to 44 letters, digits and "-". */
  readonly dataCollectionName: string;
  readonly location: string;
  readonly resourceGroupName: string;
  /** The AKS cluster. It must run the agent: see `metrics` of `AksCluster`. */
  readonly clusterId: string;
}

const STREAM = 'Microsoft-PrometheusMetrics';
const DESTINATION = 'workspace';

/**
 * Azure Monitor's managed Prometheus: a workspace, and the collection of metrics from one cluster
 * (https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable).
 *
 * @example
 * const prometheus = new ManagedPrometheus(this, 'prometheus', {
 *   workspaceName: 'amw-agents',
 *   dataCollectionName: 'prometheus-agents',
 *   location: 'westeurope',
 *   resourceGroupName: 'rg-agents',
 *   clusterId: cluster.resource.id,
 * });
 */
export class ManagedPrometheus extends Construct {
  readonly workspace: MonitorWorkspace;

  constructor(scope: Construct, id: string, { workspaceName, dataCollectionName: name, clusterId, ...where }: ManagedPrometheusProps) {
    super(scope, id);
    this.workspace = new MonitorWorkspace(this, 'workspace', { ...where, name: workspaceName });
    const endpoint = new MonitorDataCollectionEndpoint(this, 'endpoint', { ...where, name, kind: 'Linux' });
    const rule = new MonitorDataCollectionRule(this, 'rule', {
      ...where,
      name,
      kind: 'Linux',
      dataCollectionEndpointId: endpoint.id,
      dataSources: { prometheusForwarder: [{ name: 'prometheus', streams: [STREAM] }] },
      destinations: { monitorAccount: [{ name: DESTINATION, monitorAccountId: this.workspace.id }] },
      dataFlow: [{ streams: [STREAM], destinations: [DESTINATION] }],
    });
    new MonitorDataCollectionRuleAssociation(this, 'association', { name, targetResourceId: clusterId, dataCollectionRuleId: rule.id });
  }
}
