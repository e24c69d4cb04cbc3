import { AksCluster, type AksClusterProps } from '../../../constructs/azure/aks-cluster';
import type { Draft } from '../../support/builders';
import { onlyResource, synthStack } from '../../support/synth';

const where = { location: 'westeurope', resourceGroupName: 'rg' };

describe('the cluster', () => {
  const stackOf = (cluster: Draft = {}, drainMinutes = 65) =>
    synthStack(
      (scope) =>
        void new AksCluster(scope, 'cluster', {
          ...where,
          name: 'aks',
          dnsPrefix: 'aks',
          tenantId: 'tenant',
          options: cluster as AksClusterProps['options'],
          drainMinutes,
        }),
    );
  const clusterOf = (cluster: Draft = {}) => onlyResource(stackOf(cluster), 'azurerm_kubernetes_cluster');

  test('is accessed through Entra ID with Azure RBAC, not with a certificate', () => {
    expect(clusterOf()).toMatchObject({
      local_account_disabled: true,
      azure_active_directory_role_based_access_control: { azure_rbac_enabled: true, tenant_id: 'tenant' },
      oidc_issuer_enabled: true,
      workload_identity_enabled: true,
    });
    expect(clusterOf({ localAccounts: true })).toMatchObject({ local_account_disabled: false });
  });

  test('enforces network policies', () => {
    expect(clusterOf()).toMatchObject({
      network_profile: { network_plugin: 'azure', network_plugin_mode: 'overlay', network_policy: 'cilium', network_data_plane: 'cilium' },
    });
  });

  test('is updated at night, and removes unused images', () => {
    expect(clusterOf()).toMatchObject({
      automatic_upgrade_channel: 'patch',
      node_os_upgrade_channel: 'NodeImage',
      image_cleaner_enabled: true,
      image_cleaner_interval_hours: 48,
      maintenance_window_node_os: { day_of_week: 'Sunday', start_time: '00:00' },
      maintenance_window_auto_upgrade: { day_of_week: 'Sunday', start_time: '00:00' },
    });
  });

  test('limits the processes of a pod on all of its nodes, and keeps CPU limits in force', () => {
    const stack = stackOf({ nodePool: { podPidLimit: 1000 }, agentNodePool: {} });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster')).toMatchObject({
      default_node_pool: { kubelet_config: { pod_max_pid: 1000, cpu_cfs_quota_enabled: true } },
    });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster_node_pool')).toMatchObject({
      kubelet_config: { pod_max_pid: 4096, cpu_cfs_quota_enabled: true },
    });
  });

  test('has the size that the config sets', () => {
    const cluster = {
      skuTier: 'Standard',
      adminGroupObjectIds: ['00000000-0000-0000-0000-000000000001'],
      nodePool: { minNodes: 2, maxNodes: 6, osDiskType: 'Managed', osDiskSizeGb: 100 },
    };
    expect(clusterOf(cluster)).toMatchObject({
      sku_tier: 'Standard',
      identity: { type: 'SystemAssigned' },
      azure_active_directory_role_based_access_control: { admin_group_object_ids: ['00000000-0000-0000-0000-000000000001'] },
      default_node_pool: { auto_scaling_enabled: true, min_count: 2, max_count: 6, os_disk_type: 'Managed', os_disk_size_gb: 100 },
    });
  });

  test('has the support plan that the tier Premium requires, and only with that tier', () => {
    expect(clusterOf({ skuTier: 'Premium' })).toMatchObject({ sku_tier: 'Premium', support_plan: 'AKSLongTermSupport' });
    expect(clusterOf({ skuTier: 'Standard' })).not.toHaveProperty('support_plan');
  });

  test('changes the size of its nodes without being replaced', () => {
    expect(clusterOf()).toMatchObject({ default_node_pool: { temporary_name_for_rotation: 'systemtmp', max_pods: 110 } });
  });

  test('has nodes of the same Kubernetes version', () => {
    const stack = stackOf({ kubernetesVersion: '1.35', agentNodePool: {} });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster')).toMatchObject({
      kubernetes_version: '1.35',
      default_node_pool: { orchestrator_version: '1.35' },
    });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster_node_pool')).toMatchObject({ orchestrator_version: '1.35' });
  });

  test('waits for jobs when a node is drained, for a day at most, and then leaves the node cordoned', () => {
    expect(clusterOf()).toMatchObject({
      default_node_pool: { upgrade_settings: { drain_timeout_in_minutes: 65, undrainable_node_behavior: 'Cordon' } },
    });
    expect(onlyResource(stackOf({}, 5000), 'azurerm_kubernetes_cluster')).toMatchObject({
      default_node_pool: { upgrade_settings: { drain_timeout_in_minutes: 1440 } },
    });
  });

  test('is changed by Terraform for as long as AKS may wait for the jobs of all its nodes, one after another', () => {
    const stack = stackOf({ nodePool: { maxNodes: 4 }, agentNodePool: { maxNodes: 7 } });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster')).toMatchObject({ timeouts: { update: `${90 + 4 * (65 + 10)}m` } });
    const limit = `${90 + 7 * (65 + 10)}m`;
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster_node_pool')).toMatchObject({ timeouts: { update: limit, delete: limit } });
  });

  test.each([
    [6, 30],
    [65, 65],
  ])(
    'with spot nodes and a drain of %i minutes, Terraform allows for %i minutes a node: Azure may drain for half an hour',
    (drain, allowed) => {
      const limit = `${90 + 10 * (allowed + 10)}m`;
      expect(
        onlyResource(stackOf({ agentNodePool: { spot: true, maxNodes: 10 } }, drain), 'azurerm_kubernetes_cluster_node_pool'),
      ).toMatchObject({ timeouts: { update: limit, delete: limit } });
    },
  );

  test('is changed for no longer than the drain timeout of AKS allows', () => {
    const update = `${90 + 3 * (1440 + 10)}m`;
    expect(onlyResource(stackOf({}, 5000), 'azurerm_kubernetes_cluster')).toMatchObject({ timeouts: { update } });
  });

  test('has nodes whose OS is available for every Kubernetes version', () => {
    const stack = stackOf({ agentNodePool: {} });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster')).toMatchObject({ default_node_pool: { os_sku: 'AzureLinux' } });
    expect(onlyResource(stack, 'azurerm_kubernetes_cluster_node_pool')).toMatchObject({ os_sku: 'AzureLinux' });
  });

  test('is reachable from the addresses that the config permits', () => {
    expect(clusterOf()).not.toHaveProperty('api_server_access_profile');
    expect(clusterOf({ authorizedIpRanges: ['203.0.113.0/24', '198.51.100.7'] })).toMatchObject({
      api_server_access_profile: { authorized_ip_ranges: ['203.0.113.0/24', '198.51.100.7/32'] },
    });
  });

  test('has one node pool unless the config has a second one', () => {
    expect(stackOf().resource).not.toHaveProperty('azurerm_kubernetes_cluster_node_pool');
  });

  test('has a node pool only for agents, which scales from zero', () => {
    expect(
      onlyResource(stackOf({ agentNodePool: { maxNodes: 7, osDiskType: 'Managed' } }), 'azurerm_kubernetes_cluster_node_pool'),
    ).toMatchObject({
      mode: 'User',
      min_count: 0,
      max_count: 7,
      os_disk_type: 'Managed',
      temporary_name_for_rotation: 'agentstmp',
      priority: 'Regular',
      node_labels: { dedicated: 'azure-pipelines-agents' },
      node_taints: ['dedicated=azure-pipelines-agents:NoSchedule'],
    });
  });

  test('has the label and the taint that AKS adds to spot nodes; otherwise each plan would show a change', () => {
    const pool = onlyResource(stackOf({ agentNodePool: { spot: true } }), 'azurerm_kubernetes_cluster_node_pool');
    expect(pool).toMatchObject({
      priority: 'Spot',
      eviction_policy: 'Delete',
      spot_max_price: -1,
      node_labels: { 'kubernetes.azure.com/scalesetpriority': 'spot' },
      node_taints: expect.arrayContaining(['kubernetes.azure.com/scalesetpriority=spot:NoSchedule']),
    });
    expect(pool).not.toHaveProperty('upgrade_settings');
  });
});
