import { aConfig, aGitHubConfig } from '../support/builders';
import { fullConfig } from '../support/configs';
import { synthApp } from '../support/synth';

/** Every address in the state of Terraform. If one disappears, Terraform destroys the resource. */
function addresses(config: Parameters<typeof synthApp>[0]): readonly string[] {
  return Object.entries(synthApp(config))
    .flatMap(([stack, { resource = {} }]) =>
      Object.entries(resource).flatMap(([type, instances]) => Object.keys(instances).map((name) => `${stack}: ${type}.${name}`)),
    )
    .sort();
}

test('addresses of a small deployment', () => {
  expect(addresses(aConfig())).toEqual([
    'pipelines-agents: kubernetes_manifest.api_server_policy',
    'pipelines-agents: kubernetes_manifest.network_policy',
    'pipelines-agents: kubernetes_manifest.pool_linux_placeholder',
    'pipelines-agents: kubernetes_manifest.pool_linux_scaled_job',
    'pipelines-agents: kubernetes_manifest.scaler_deployment',
    'pipelines-agents: kubernetes_manifest.scaler_disruption_budget',
    'pipelines-agents: kubernetes_manifest.scaler_network_policy',
    'pipelines-agents: kubernetes_manifest.scaler_service',
    'pipelines-agents: kubernetes_manifest.scaler_service_account',
    'pipelines-agents: kubernetes_manifest.scaler_service_account_role',
    'pipelines-agents: kubernetes_manifest.scaler_service_account_role_binding',
    'pipelines-agents: kubernetes_manifest.service_account',
    'pipelines-agents: kubernetes_manifest.service_account_role',
    'pipelines-agents: kubernetes_manifest.service_account_role_binding',
    'pipelines-agents: kubernetes_namespace_v1.namespace',
    'pipelines-agents: kubernetes_secret_v1.token',
    'pipelines-image: terraform_data.agent_image',
    'pipelines-keda: helm_release.keda',
    'pipelines-keda: kubernetes_manifest.keda_network_policy',
    'pipelines-keda: kubernetes_namespace_v1.keda_namespace',
    'pipelines-platform: azurerm_container_registry.registry',
    'pipelines-platform: azurerm_kubernetes_cluster.cluster',
    'pipelines-platform: azurerm_resource_group.resource_group',
    'pipelines-platform: azurerm_role_assignment.deployer_cluster_admin',
    'pipelines-platform: azurerm_role_assignment.registry_pull_role',
  ]);
});

test('addresses of a small deployment whose jobs KEDA counts', () => {
  expect(addresses(aConfig({ keda: { trigger: 'azure-pipelines' } }))).toEqual([
    'pipelines-agents: kubernetes_manifest.network_policy',
    'pipelines-agents: kubernetes_manifest.pool_linux_placeholder',
    'pipelines-agents: kubernetes_manifest.pool_linux_scaled_job',
    'pipelines-agents: kubernetes_manifest.pool_linux_trigger_authentication',
    'pipelines-agents: kubernetes_manifest.service_account',
    'pipelines-agents: kubernetes_manifest.service_account_marker_role',
    'pipelines-agents: kubernetes_manifest.service_account_marker_role_binding',
    'pipelines-agents: kubernetes_manifest.service_account_role',
    'pipelines-agents: kubernetes_manifest.service_account_role_binding',
    'pipelines-agents: kubernetes_namespace_v1.namespace',
    'pipelines-agents: kubernetes_secret_v1.token',
    'pipelines-image: terraform_data.agent_image',
    'pipelines-keda: helm_release.keda',
    'pipelines-keda: kubernetes_manifest.keda_network_policy',
    'pipelines-keda: kubernetes_namespace_v1.keda_namespace',
    'pipelines-platform: azurerm_container_registry.registry',
    'pipelines-platform: azurerm_kubernetes_cluster.cluster',
    'pipelines-platform: azurerm_resource_group.resource_group',
    'pipelines-platform: azurerm_role_assignment.deployer_cluster_admin',
    'pipelines-platform: azurerm_role_assignment.registry_pull_role',
  ]);
});

test('addresses of a small deployment of runners', () => {
  expect(addresses(aGitHubConfig())).toEqual([
    'pipelines-agents: kubernetes_manifest.api_server_policy',
    'pipelines-agents: kubernetes_manifest.network_policy',
    'pipelines-agents: kubernetes_manifest.runner_pool_gh-linux_scaled_job',
    'pipelines-agents: kubernetes_manifest.runner_service_account',
    'pipelines-agents: kubernetes_manifest.scaler_deployment',
    'pipelines-agents: kubernetes_manifest.scaler_disruption_budget',
    'pipelines-agents: kubernetes_manifest.scaler_network_policy',
    'pipelines-agents: kubernetes_manifest.scaler_service',
    'pipelines-agents: kubernetes_manifest.scaler_service_account',
    'pipelines-agents: kubernetes_manifest.scaler_service_account_role',
    'pipelines-agents: kubernetes_manifest.scaler_service_account_role_binding',
    'pipelines-agents: kubernetes_namespace_v1.namespace',
    'pipelines-agents: kubernetes_secret_v1.github_key',
    'pipelines-image: terraform_data.runner_image',
    'pipelines-keda: helm_release.keda',
    'pipelines-keda: kubernetes_manifest.keda_network_policy',
    'pipelines-keda: kubernetes_namespace_v1.keda_namespace',
    'pipelines-platform: azurerm_container_registry.registry',
    'pipelines-platform: azurerm_kubernetes_cluster.cluster',
    'pipelines-platform: azurerm_resource_group.resource_group',
    'pipelines-platform: azurerm_role_assignment.deployer_cluster_admin',
    'pipelines-platform: azurerm_role_assignment.registry_pull_role',
  ]);
});

test('all addresses of a runner pool and its credential', () => {
  const runnerPools = [{ name: 'gh-linux', warm: [{ agents: 1 }], egressNamespaces: ['nexus'], podDisruptionBudget: true }];
  const gitHub = { url: 'https://github.com/contoso', auth: { kind: 'pat' } };
  const [small, all] = [aGitHubConfig(), aGitHubConfig({ gitHub, runnerPools })].map(addresses);
  expect(all?.filter((address) => !small?.includes(address))).toEqual([
    'pipelines-agents: kubernetes_manifest.runner_pool_gh-linux_cluster_egress',
    'pipelines-agents: kubernetes_manifest.runner_pool_gh-linux_disruption_budget',
    'pipelines-agents: kubernetes_manifest.scaler_clients_policy',
  ]);
  expect(small?.filter((address) => !all?.includes(address))).toEqual([]);
});

test('addresses with everything switched on', () => {
  expect(addresses(fullConfig())).toEqual([
    'team-a-agents: kubernetes_manifest.api_server_policy',
    'team-a-agents: kubernetes_manifest.metrics_policy',
    'team-a-agents: kubernetes_manifest.network_policy',
    'team-a-agents: kubernetes_manifest.pool_by-id_placeholder',
    'team-a-agents: kubernetes_manifest.pool_by-id_scaled_job',
    'team-a-agents: kubernetes_manifest.pool_large_placeholder',
    'team-a-agents: kubernetes_manifest.pool_large_scaled_job',
    'team-a-agents: kubernetes_manifest.pool_small_cluster_egress',
    'team-a-agents: kubernetes_manifest.pool_small_disruption_budget',
    'team-a-agents: kubernetes_manifest.pool_small_placeholder',
    'team-a-agents: kubernetes_manifest.pool_small_scaled_job',
    'team-a-agents: kubernetes_manifest.scaler_clients_policy',
    'team-a-agents: kubernetes_manifest.scaler_deployment',
    'team-a-agents: kubernetes_manifest.scaler_disruption_budget',
    'team-a-agents: kubernetes_manifest.scaler_network_policy',
    'team-a-agents: kubernetes_manifest.scaler_service',
    'team-a-agents: kubernetes_manifest.scaler_service_account',
    'team-a-agents: kubernetes_manifest.scaler_service_account_role',
    'team-a-agents: kubernetes_manifest.scaler_service_account_role_binding',
    'team-a-agents: kubernetes_manifest.scrape_config',
    'team-a-agents: kubernetes_manifest.service_account',
    'team-a-agents: kubernetes_manifest.service_account_role',
    'team-a-agents: kubernetes_manifest.service_account_role_binding',
    'team-a-agents: kubernetes_namespace_v1.namespace',
    'team-a-image: terraform_data.agent_image',
    'team-a-keda: helm_release.keda',
    'team-a-keda: kubernetes_manifest.keda_network_policy',
    'team-a-keda: kubernetes_namespace_v1.keda_namespace',
    'team-a-platform: azurerm_consumption_budget_resource_group.budget',
    'team-a-platform: azurerm_consumption_budget_resource_group.node_budget',
    'team-a-platform: azurerm_container_registry.registry',
    'team-a-platform: azurerm_federated_identity_credential.identity_agents',
    'team-a-platform: azurerm_federated_identity_credential.identity_scaler',
    'team-a-platform: azurerm_kubernetes_cluster.cluster',
    'team-a-platform: azurerm_kubernetes_cluster_node_pool.cluster_agent_node_pool',
    'team-a-platform: azurerm_monitor_action_group.alerts_mails',
    'team-a-platform: azurerm_monitor_alert_prometheus_rule_group.alerts',
    'team-a-platform: azurerm_monitor_data_collection_endpoint.prometheus_endpoint',
    'team-a-platform: azurerm_monitor_data_collection_rule.prometheus_rule',
    'team-a-platform: azurerm_monitor_data_collection_rule_association.prometheus_association',
    'team-a-platform: azurerm_monitor_workspace.prometheus_workspace',
    'team-a-platform: azurerm_resource_group.resource_group',
    'team-a-platform: azurerm_role_assignment.deployer_cluster_admin',
    'team-a-platform: azurerm_role_assignment.registry_pull_role',
    'team-a-platform: azurerm_user_assigned_identity.identity',
  ]);
});

test('adding an entry before another moves no address', () => {
  const one = addresses(aConfig());
  const two = addresses(aConfig({ agentPools: [{ name: 'arm' }, { name: 'linux' }] }));
  expect(two).toEqual(expect.arrayContaining([...one]));
});
