import { parseConfig } from '../../config/parse';
import type { Config } from '../../config/types';
import { aConfig, type Draft } from '../support/builders';
import { existingClusterDraft, existingDraft } from '../support/configs';
import { onlyResource, type StackJson, synthApp } from '../support/synth';

const ID =
  '/subscriptions/00000000-0000-0000-0000-0000000000ee/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/Contoso';
const REGISTRY = { kind: 'existing', id: ID };
const GROUP = { kind: 'existing', name: 'rg-shared' };

const stackOf = (config: Config, stack: string) => synthApp(config)[`${config.name}-${stack}`] as StackJson;
const platform = (changes: Draft) => stackOf(aConfig(changes), 'platform');

describe('everything that exists, and all of it left to others', () => {
  const stacks = synthApp(parseConfig(existingDraft()));

  test.each(Object.keys(stacks))('%s', (name) => expect(stacks[name]).toMatchSnapshot());

  test('addresses', () => {
    const addresses = Object.entries(stacks).flatMap(([stack, { resource = {} }]) =>
      Object.entries(resource).flatMap(([type, instances]) => Object.keys(instances).map((name) => `${stack}: ${type}.${name}`)),
    );
    expect(addresses.filter((address) => !address.startsWith('team-a-agents:')).sort()).toEqual([
      'team-a-image: terraform_data.agent_image',
      'team-a-platform: azurerm_consumption_budget_resource_group.budget',
      'team-a-platform: azurerm_consumption_budget_resource_group.node_budget',
      'team-a-platform: azurerm_federated_identity_credential.identity_agents',
      'team-a-platform: azurerm_federated_identity_credential.identity_keda_operator',
      'team-a-platform: azurerm_kubernetes_cluster.cluster',
      'team-a-platform: azurerm_kubernetes_cluster_node_pool.cluster_agent_node_pool',
      'team-a-platform: azurerm_monitor_action_group.alerts_mails',
      'team-a-platform: azurerm_monitor_alert_prometheus_rule_group.alerts',
      'team-a-platform: azurerm_monitor_data_collection_endpoint.prometheus_endpoint',
      'team-a-platform: azurerm_monitor_data_collection_rule.prometheus_rule',
      'team-a-platform: azurerm_monitor_data_collection_rule_association.prometheus_association',
      'team-a-platform: azurerm_monitor_workspace.prometheus_workspace',
      'team-a-platform: azurerm_user_assigned_identity.identity',
    ]);
  });
});

describe('a resource group', () => {
  test('is looked up, and what is in it has the location of the config', () => {
    const { data, resource } = platform({ resourceGroup: GROUP });
    expect(data).toMatchObject({ azurerm_resource_group: { resource_group: { name: 'rg-shared' } } });
    expect(resource).not.toHaveProperty('azurerm_resource_group');
    expect(resource?.['azurerm_kubernetes_cluster']?.['cluster']).toMatchObject({
      location: 'westeurope',
      resource_group_name: '${data.azurerm_resource_group.resource_group.name}',
      depends_on: ['azurerm_role_assignment.deployer_cluster_admin'],
    });
  });

  test('is where the other stacks find the cluster', () => {
    expect(stackOf(aConfig({ resourceGroup: GROUP }), 'agents')['data']).toMatchObject({
      azurerm_kubernetes_cluster: { cluster: { resource_group_name: 'rg-shared' } },
    });
  });

  test('gets no role if somebody else assigns it', () => {
    const { resource } = platform({ resourceGroup: { ...GROUP, roleAssignment: 'external' } });
    expect(Object.keys(resource?.['azurerm_role_assignment'] ?? {})).toEqual(['registry_pull_role']);
    expect(resource?.['azurerm_kubernetes_cluster']?.['cluster']).not.toHaveProperty('depends_on');
  });
});

describe('a registry', () => {
  const role = (registry: Draft) => platform({ registry }).resource?.['azurerm_role_assignment']?.['registry_pull_role'];
  const build = (registry: Draft) => JSON.stringify(onlyResource(stackOf(aConfig({ registry }), 'image'), 'terraform_data'));

  test('is not created, and its nodes get the role of its mode', () => {
    expect(platform({ registry: REGISTRY }).resource).not.toHaveProperty('azurerm_container_registry');
    expect(role(REGISTRY)).toMatchObject({
      scope: ID,
      role_definition_name: 'AcrPull',
      principal_id: '${azurerm_kubernetes_cluster.cluster.kubelet_identity[0].object_id}',
      principal_type: 'ServicePrincipal',
      skip_service_principal_aad_check: true,
    });
    expect(role({ ...REGISTRY, roleAssignmentMode: 'abac' })).toMatchObject({
      role_definition_name: 'Container Registry Repository Reader',
    });
    expect(role({ ...REGISTRY, roleAssignment: 'external' })).toBeUndefined();
  });

  test('builds the images, in its own subscription', () => {
    expect(build(REGISTRY)).toContain('--registry Contoso --subscription 00000000-0000-0000-0000-0000000000ee --image');
    expect(build(REGISTRY)).not.toContain('--source-acr-auth-id');
    expect(stackOf(aConfig({ registry: REGISTRY }), 'image')).not.toHaveProperty('data');
  });

  test('gives a build no access to its repositories in the mode abac, so the build has that of whoever runs it', () => {
    expect(build({ ...REGISTRY, roleAssignmentMode: 'abac' })).toContain('--source-acr-auth-id \\"[caller]\\"');
  });

  test('is the host of the images', () => {
    const image = (registry: Draft) => JSON.stringify(stackOf(aConfig({ registry }), 'agents').resource);
    expect(image(REGISTRY)).toContain('"contoso.azurecr.io/azure-pipelines-agent:');
    expect(image({ ...REGISTRY, loginServer: 'contoso-a1b2.azurecr.io' })).toContain('"contoso-a1b2.azurecr.io/azure-pipelines-agent:');
  });
});

describe('a KEDA', () => {
  const KEDA = { kind: 'existing', version: '2.20.2', namespace: 'scaling', serviceAccount: 'keda-team' };

  test('is not installed, and may poll the scaler from its namespace', () => {
    const stacks = synthApp(aConfig({ keda: KEDA }));
    expect(Object.keys(stacks).sort()).toEqual(['pipelines-agents', 'pipelines-image', 'pipelines-platform']);
    const policy = JSON.stringify(stacks['pipelines-agents']?.resource?.['kubernetes_manifest']?.['scaler_network_policy']);
    expect(policy).toContain('"kubernetes.io/metadata.name":"scaling"');
    expect(policy).not.toContain('"kubernetes.io/metadata.name":"keda"');
  });

  test('may use the identity by its service account if it reads the queues', () => {
    const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };
    const subjects = (keda: Draft) =>
      Object.values(platform({ azureDevOps, keda }).resource?.['azurerm_federated_identity_credential'] ?? {}).map(
        ({ subject }) => subject,
      );
    expect(subjects({ ...KEDA, trigger: 'azure-pipelines' })).toContain('system:serviceaccount:scaling:keda-team');
    expect(subjects(KEDA)).not.toContain('system:serviceaccount:scaling:keda-team');
  });

  test('is where the alerts send their readers', () => {
    const alerts = (keda: Draft) => JSON.stringify(platform({ keda, monitoring: {} }).resource);
    expect(alerts({ ...KEDA, trigger: 'azure-pipelines' })).toContain('kubectl logs --namespace scaling deployment/keda-operator');
    expect(alerts({ ...KEDA, trigger: 'azure-pipelines' })).toContain('http.timeout in the values of its chart');
    expect(alerts({ trigger: 'azure-pipelines' })).toContain('keda.httpTimeoutSeconds');
  });
});

describe('a cluster', () => {
  const CLUSTER = { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' };
  const REFERENCE = { kind: 'reference', reference: 'example.azurecr.io/agent:7' };
  const KEDA = { kind: 'existing', version: '2.21.0' };

  test('with everything else of its owner, is left with the agents stack alone', () => {
    const stacks = synthApp(parseConfig(existingClusterDraft()));
    expect(Object.keys(stacks)).toEqual(['team-a-agents']);
    expect(stacks['team-a-agents']).toMatchSnapshot();
  });

  test('is looked up where it is, and must have an address', () => {
    const lookup = (changes: Draft) =>
      (stackOf(aConfig({ cluster: { ...CLUSTER, ...changes } }), 'agents')['data'] as { azurerm_kubernetes_cluster: { cluster: object } })
        .azurerm_kubernetes_cluster.cluster;
    expect(lookup({})).toMatchObject({
      name: 'aks-shared',
      resource_group_name: 'rg-clusters',
      lifecycle: {
        postcondition: [
          { condition: '${try(self.kube_config[0].host, "") != ""}', error_message: expect.stringContaining('Cluster User Role.') },
        ],
      },
    });
    expect(lookup({ localAccounts: true })).toMatchObject({
      lifecycle: { postcondition: [{ condition: '${try(self.kube_admin_config[0].host, "") != ""}' }] },
    });
    expect(JSON.stringify(stackOf(aConfig(), 'agents')['data'])).not.toContain('postcondition');
  });

  test('gets a KEDA and no node pools, and the network policies know its addresses', () => {
    const ranges = { clusterRanges: ['10.1.0.0/16'], apiServer: '10.2.0.1/32' };
    const stacks = synthApp(aConfig({ cluster: { ...CLUSTER, ...ranges }, image: REFERENCE }));
    expect(Object.keys(stacks).sort()).toEqual(['pipelines-agents', 'pipelines-keda']);
    const policies = JSON.stringify(stacks['pipelines-agents']?.resource?.['kubernetes_manifest']);
    expect(policies).toContain('10.1.0.0/16');
    expect(policies).toContain('10.2.0.1/32');
    expect(policies).not.toContain('10.244.0.0/16');
  });

  test('may pull from a registry that is created for the images', () => {
    const { data, resource } = platform({ cluster: CLUSTER, keda: KEDA });
    expect(Object.keys(resource ?? {}).sort()).toEqual(['azurerm_container_registry', 'azurerm_resource_group', 'azurerm_role_assignment']);
    expect(Object.keys(data as object)).toEqual(['azurerm_kubernetes_cluster']);
    expect(resource?.['azurerm_role_assignment']).toMatchObject({
      registry_pull_role: { principal_id: '${data.azurerm_kubernetes_cluster.cluster.kubelet_identity[0].object_id}' },
    });
  });

  test('may pull from a registry that exists, and nothing else is made', () => {
    const { resource } = platform({ cluster: CLUSTER, keda: KEDA, image: REFERENCE, registry: REGISTRY });
    expect(Object.keys(resource ?? {})).toEqual(['azurerm_role_assignment']);
  });

  test('signs the tokens that the identity trusts', () => {
    const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };
    const { resource } = platform({ cluster: CLUSTER, image: REFERENCE, azureDevOps });
    expect(resource?.['azurerm_federated_identity_credential']?.['identity_agents']).toMatchObject({
      issuer: '${data.azurerm_kubernetes_cluster.cluster.oidc_issuer_url}',
    });
    expect(resource).not.toHaveProperty('azurerm_container_registry');
  });

  test('needs only the resource providers of what is made', () => {
    const { provider } = stackOf(aConfig({ cluster: CLUSTER, image: REFERENCE }), 'agents') as { provider?: unknown };
    expect(provider).toMatchObject({ azurerm: [{ resource_providers_to_register: [] }] });
  });
});

test('the agents stack follows the platform stack if there is nothing between them', () => {
  const stacks = synthApp(
    aConfig({ keda: { kind: 'existing', version: '2.21.0' }, image: { kind: 'reference', reference: 'example.azurecr.io/agent:7' } }),
  );
  expect(Object.keys(stacks).sort()).toEqual(['pipelines-agents', 'pipelines-platform']);
});

test('resource providers are not registered if somebody else does that', () => {
  const { provider } = platform({ resourceProviders: 'external' }) as { provider?: unknown };
  expect(provider).toMatchObject({ azurerm: [{ resource_provider_registrations: 'none', resource_providers_to_register: [] }] });
});
