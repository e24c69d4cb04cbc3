import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster';
import { DataAzurermResourceGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-resource-group';
import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { CLUSTER_ADMIN } from '../config/azure/role-names';
import { drainMinutesFor } from '../config/drain-time';
import { entriesOf } from '../config/entries';
import { kedaPlace } from '../config/keda-place';
import { agentPoolObjectName, FIXED_NAMES } from '../config/names';
import { platformParts } from '../config/platform-parts';
import type { Config, CreatedCluster } from '../config/types';
import { AgentIdentity } from '../constructs/azure/agent-identity';
import { AksCluster } from '../constructs/azure/aks-cluster';
import { CostBudget } from '../constructs/azure/cost-budget';
import { ManagedPrometheus } from '../constructs/azure/managed-prometheus';
import { PrometheusAlerts } from '../constructs/azure/prometheus-alerts';
import { PullRole } from '../constructs/azure/pull-role';
import { Registry } from '../constructs/azure/registry';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';
import { knowsTokenExpiry } from './runner-entries';

/** A resource group that this stack creates, or that it looks up. */
type Group = Pick<ResourceGroup, 'id' | 'name' | 'location'>;

/** What is used of a cluster that this stack creates, or that it looks up. */
type Cluster = Pick<KubernetesCluster, 'name' | 'id' | 'oidcIssuerUrl' | 'nodeResourceGroupId'> & { readonly kubeletObjectId: string };

type ExistingRegistry = Extract<Config['registry'], { kind: 'existing' }>;

/** @throws if a part that needs the resource group was added without it, see config/platform-parts.ts */
function existing(group: Group | undefined): Group {
  if (group === undefined) throw new Error('the platform stack has no resource group');
  return group;
}

/** The resources that change rarely: resource group, cluster, registry and, without a token, the identity. */
export class PlatformStack extends BaseStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { config, names } = props;
    addAzurermProvider(this, config);

    const parts = platformParts(config);
    const group = parts.resourceGroup ? this.#addResourceGroup(props) : undefined;
    const cluster =
      config.cluster.kind === 'create' ? this.#addCluster(props, config.cluster, existing(group)) : this.#lookUpCluster(props);
    if (group !== undefined) new TerraformOutput(this, 'resource_group_name', { value: group.name });
    new TerraformOutput(this, 'cluster_name', { value: cluster.name });
    if (config.registry.kind === 'existing') this.#addPullRole(config.registry, cluster);
    const loginServer = parts.registry ? this.#addRegistry(props, existing(group), cluster) : names.registryLoginServer;
    new TerraformOutput(this, 'registry_login_server', { value: loginServer });
    if (parts.identity) this.#addIdentity(props, existing(group), cluster.oidcIssuerUrl);
    if (parts.cluster) {
      this.#addBudgets(props, existing(group).id, cluster.nodeResourceGroupId);
      this.#addMonitoring(props, existing(group), cluster.id);
    }
  }

  /** Creates the resource group, or looks it up. What is in it is in the region of the config in both cases. */
  #addResourceGroup({ config, names }: StackProps): Group {
    const { location, resourceGroup } = config;
    if (resourceGroup.kind === 'create') return new ResourceGroup(this, 'resource_group', { name: names.resourceGroup, location });
    const { id, name } = new DataAzurermResourceGroup(this, 'resource_group', { name: names.resourceGroup });
    return { id, name, location };
  }

  /**
   * Adds the role with which whoever deploys may use the cluster, then the cluster. The role takes minutes to take effect, and
   * so it is assigned before the cluster is created, which takes minutes too.
   */
  #addCluster({ config, names }: StackProps, options: CreatedCluster, group: Group): Cluster {
    const deployer = new DataAzurermClientConfig(this, 'deployer');
    const adminRole = this.#addDeployerRole(config, options.deployerObjectId ?? deployer.objectId, group);
    const { resource } = new AksCluster(this, 'cluster', {
      name: names.cluster,
      dnsPrefix: names.dnsPrefix,
      nodeResourceGroup: names.nodeResourceGroup,
      location: group.location,
      resourceGroupName: group.name,
      tenantId: deployer.tenantId,
      options,
      drainMinutes: drainMinutesFor(entriesOf(config)),
      metrics: config.monitoring !== undefined,
      ...(adminRole === undefined ? {} : { dependsOn: [adminRole] }),
    });
    const { name, id, oidcIssuerUrl, nodeResourceGroupId, kubeletIdentity } = resource;
    return { name, id, oidcIssuerUrl, nodeResourceGroupId, kubeletObjectId: kubeletIdentity.objectId };
  }

  /** The cluster of somebody else. Nothing of it needs the right to connect to it. */
  #lookUpCluster({ names }: StackProps): Cluster {
    const where = { name: names.cluster, resourceGroupName: names.clusterResourceGroup };
    const { name, id, oidcIssuerUrl, nodeResourceGroupId, kubeletIdentity } = new DataAzurermKubernetesCluster(this, 'cluster', where);
    return { name, id, oidcIssuerUrl, nodeResourceGroupId, kubeletObjectId: kubeletIdentity.get(0).objectId };
  }

  /** Returns undefined if somebody else assigns the role. */
  #addDeployerRole({ resourceGroup }: Config, principalId: string, group: Group): RoleAssignment | undefined {
    if (resourceGroup.kind === 'existing' && resourceGroup.roleAssignment === 'external') return undefined;
    return new RoleAssignment(this, 'deployer_cluster_admin', {
      scope: group.id,
      roleDefinitionName: CLUSTER_ADMIN,
      principalId,
    });
  }

  /** Lets the nodes pull from a registry of somebody else, unless somebody else does that. */
  #addPullRole({ id: registryId, roleAssignment, roleAssignmentMode }: ExistingRegistry, { kubeletObjectId }: Cluster): void {
    if (roleAssignment === 'external') return;
    new PullRole(this, 'registry', { registryId, abac: roleAssignmentMode === 'abac', pullerObjectId: kubeletObjectId });
  }

  /** Returns the host of the registry. */
  #addRegistry({ config, names }: StackProps, group: Group, { kubeletObjectId }: Cluster): string {
    const { resource } = new Registry(this, 'registry', {
      name: names.registry,
      location: group.location,
      resourceGroupName: group.name,
      sku: config.registry.kind === 'create' ? config.registry.sku : 'Basic',
      pullerObjectId: kubeletObjectId,
    });
    return resource.loginServer;
  }

  /** The identity of the agents, and of what reads the queue: the scaler, or KEDA itself. Each uses it through its own service account. */
  #addIdentity({ config, names }: StackProps, group: Group, oidcIssuerUrl: string): void {
    const identity = new AgentIdentity(this, 'identity', {
      name: names.identity,
      location: group.location,
      resourceGroupName: group.name,
      oidcIssuerUrl,
      serviceAccounts: [
        config.keda.trigger === 'metrics-api'
          ? { id: 'scaler', namespace: names.agentsNamespace, serviceAccount: FIXED_NAMES.scaler }
          : { id: 'keda-operator', ...kedaPlace(config) },
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

  #addMonitoring({ config, names }: StackProps, group: Group, clusterId: string): void {
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
      existingKeda: config.keda.kind === 'existing' ? config.keda.namespace : undefined,
      options: config.monitoring,
    });
    new TerraformOutput(this, 'prometheus_query_endpoint', { value: workspace.queryEndpoint });
  }
}
