import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { drainMinutesFor } from '../config/drain-time';
import { entriesOf } from '../config/entries';
import { agentPoolObjectName, FIXED_NAMES } from '../config/names';
import { AgentIdentity } from '../constructs/azure/agent-identity';
import { AksCluster } from '../constructs/azure/aks-cluster';
import { CostBudget } from '../constructs/azure/cost-budget';
import { ManagedPrometheus } from '../constructs/azure/managed-prometheus';
import { PrometheusAlerts } from '../constructs/azure/prometheus-alerts';
import { Registry } from '../constructs/azure/registry';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';
import { knowsTokenExpiry } from './runner-entries';

/** The resources that change rarely: resource group, cluster, registry and, without a token, the identity. */
export class PlatformStack extends BaseStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { config, names } = props;
    addAzurermProvider(this, config);

    const deployer = new DataAzurermClientConfig(this, 'deployer');
    const group = new ResourceGroup(this, 'resource_group', { name: names.resourceGroup, location: config.location });
    const { resource: cluster } = this.#addCluster(props, deployer, group);
    const registry = this.#addRegistry(props, group, cluster.kubeletIdentity.objectId);

    new TerraformOutput(this, 'resource_group_name', { value: group.name });
    new TerraformOutput(this, 'cluster_name', { value: cluster.name });
    new TerraformOutput(this, 'registry_login_server', { value: registry.resource.loginServer });
    if (config.azureDevOps?.auth.kind === 'workloadIdentity') this.#addIdentity(props, group, cluster.oidcIssuerUrl);
    this.#addBudgets(props, group.id, cluster.nodeResourceGroupId);
    this.#addMonitoring(props, group, cluster.id);
  }

  /**
   * Adds the role with which whoever deploys may use the cluster, then the cluster. The role takes minutes to take effect, and
   * so it is assigned before the cluster is created, which takes minutes too.
   */
  #addCluster({ config, names }: StackProps, deployer: DataAzurermClientConfig, group: ResourceGroup): AksCluster {
    const adminRole = new RoleAssignment(this, 'deployer_cluster_admin', {
      scope: group.id,
      roleDefinitionName: 'Azure Kubernetes Service RBAC Cluster Admin',
      principalId: config.cluster.deployerObjectId ?? deployer.objectId,
    });
    return new AksCluster(this, 'cluster', {
      name: names.cluster,
      dnsPrefix: names.dnsPrefix,
      nodeResourceGroup: names.nodeResourceGroup,
      location: group.location,
      resourceGroupName: group.name,
      tenantId: deployer.tenantId,
      options: config.cluster,
      drainMinutes: drainMinutesFor(entriesOf(config)),
      metrics: config.monitoring !== undefined,
      dependsOn: [adminRole],
    });
  }

  #addRegistry({ config, names }: StackProps, group: ResourceGroup, pullerObjectId: string): Registry {
    return new Registry(this, 'registry', {
      name: names.registry,
      location: group.location,
      resourceGroupName: group.name,
      sku: config.registry.sku,
      pullerObjectId,
    });
  }

  /** The identity of the agents, and of what reads the queue: the scaler, or KEDA itself. Each uses it through its own service account. */
  #addIdentity({ config, names }: StackProps, group: ResourceGroup, oidcIssuerUrl: string): void {
    const identity = new AgentIdentity(this, 'identity', {
      name: names.identity,
      location: group.location,
      resourceGroupName: group.name,
      oidcIssuerUrl,
      serviceAccounts: [
        config.keda.trigger === 'metrics-api'
          ? { id: 'scaler', namespace: names.agentsNamespace, serviceAccount: FIXED_NAMES.scaler }
          : { id: 'keda-operator', namespace: FIXED_NAMES.kedaNamespace, serviceAccount: FIXED_NAMES.kedaOperatorServiceAccount },
        { id: 'agents', namespace: names.agentsNamespace, serviceAccount: FIXED_NAMES.agentServiceAccount },
      ],
    });
    new TerraformOutput(this, 'identity_client_id', { value: identity.resource.clientId });
  }

  /** Two budgets, because AKS puts nodes, load balancer and addresses, which cost most, into a second resource group. */
  #addBudgets({ config, names }: StackProps, groupId: string, nodeGroupId: string): void {
    if (config.budget === undefined) return;
    const options = config.budget;
    new CostBudget(this, 'budget', { name: names.budget, resourceGroupId: groupId, options });
    new CostBudget(this, 'node_budget', { name: `${names.budget}-nodes`, resourceGroupId: nodeGroupId, options });
  }

  #addMonitoring({ config, names }: StackProps, group: ResourceGroup, clusterId: string): void {
    if (config.monitoring === undefined) return;
    const where = { location: group.location, resourceGroupName: group.name };
    const { workspace } = new ManagedPrometheus(this, 'prometheus', {
      ...where,
      workspaceName: names.monitorWorkspace,
      dataCollectionName: names.dataCollection,
      clusterId,
    });
    new PrometheusAlerts(this, 'alerts', {
      ...where,
      name: names.alerts,
      workspaceId: workspace.id,
      clusterName: names.cluster,
      entries: config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name)),
      runnerPools: config.runnerPools.map(({ name }) => agentPoolObjectName(config.name, name)),
      gitHubTokenExpiry: knowsTokenExpiry(config),
      trigger: config.keda.trigger,
      options: config.monitoring,
    });
    new TerraformOutput(this, 'prometheus_query_endpoint', { value: workspace.queryEndpoint });
  }
}
