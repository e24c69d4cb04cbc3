import { aConfig, type Draft } from '../support/builders';
import { fullConfig } from '../support/configs';
import { onlyResource, type StackJson, synthApp } from '../support/synth';

const full = synthApp(fullConfig());
const stackOf = (stacks: Readonly<Record<string, StackJson>>, name: string) => stacks[name] as StackJson;
const smallStack = (name: string, changes: Draft = {}) => stackOf(synthApp(aConfig(changes)), `pipelines-${name}`);
const manifest = (stack: StackJson, address: string) => stack.resource?.['kubernetes_manifest']?.[address]?.['manifest'];

describe('platform', () => {
  const platform = stackOf(full, 'team-a-platform');
  const roles = platform.resource?.['azurerm_role_assignment'];

  test('roles are assigned to the identities that need them', () => {
    expect(roles?.['deployer_cluster_admin']).toMatchObject({ principal_id: '${data.azurerm_client_config.deployer.object_id}' });
    expect(roles?.['registry_pull_role']).toMatchObject({
      principal_id: '${azurerm_kubernetes_cluster.cluster.kubelet_identity[0].object_id}',
    });
  });

  test('the identity that deploys may be set, so that a plan by another one shows no change', () => {
    const deployerObjectId = '00000000-0000-0000-0000-00000000000d';
    const { resource } = smallStack('platform', { cluster: { deployerObjectId } });
    expect(resource?.['azurerm_role_assignment']?.['deployer_cluster_admin']).toMatchObject({ principal_id: deployerObjectId });
  });

  test('a drain waits for the longest job of all entries, and five more minutes', () => {
    expect(onlyResource(platform, 'azurerm_kubernetes_cluster')).toMatchObject({
      default_node_pool: { upgrade_settings: { drain_timeout_in_minutes: 365 } },
    });
  });

  test('the identity trusts the cluster', () => {
    for (const credential of Object.values(platform.resource?.['azurerm_federated_identity_credential'] ?? {})) {
      expect(credential).toMatchObject({
        issuer: '${azurerm_kubernetes_cluster.cluster.oidc_issuer_url}',
        parent_id: '${azurerm_user_assigned_identity.identity.id}',
      });
    }
  });

  test('the login server in the outputs is that of the registry', () => {
    expect(platform['output']).toMatchObject({ registry_login_server: { value: '${azurerm_container_registry.registry.login_server}' } });
  });
});

test.each(['team-a-platform', 'team-a-keda', 'team-a-agents'])(
  '%s works in the subscription of the config and registers only what it uses',
  (name) => {
    expect(stackOf(full, name)['provider']).toMatchObject({
      azurerm: [
        {
          subscription_id: '00000000-0000-0000-0000-00000000000a',
          resource_provider_registrations: 'none',
          resource_providers_to_register: [
            'Microsoft.Compute',
            'Microsoft.ContainerRegistry',
            'Microsoft.ContainerService',
            'Microsoft.ManagedIdentity',
            'Microsoft.Network',
            'Microsoft.AlertsManagement',
            'Microsoft.Insights',
            'Microsoft.Monitor',
          ],
        },
      ],
    });
  },
);

test('the image is built in the subscription of the config', () => {
  expect(JSON.stringify(stackOf(full, 'team-a-image').resource)).toContain(
    '--registry TeamAImages --subscription 00000000-0000-0000-0000-00000000000a --image',
  );
});

describe('keda and agents', () => {
  test('helm and kubernetes sign in to the cluster in the same way', () => {
    const { helm, kubernetes } = smallStack('keda')['provider'] as Record<string, [Record<string, unknown>]>;
    expect(helm?.[0]['kubernetes']).toMatchObject({ host: kubernetes?.[0]['host'], exec: { command: 'kubelogin' } });
    expect(kubernetes?.[0]['cluster_ca_certificate']).toMatch(/^\$\{base64decode\(/);
    expect(kubernetes?.[0]).toMatchObject({
      exec: [{ command: 'kubelogin', args: ['get-token', '--login', 'azurecli', '--server-id', expect.any(String)] }],
    });
  });

  test('with local accounts, they use the certificate of the administrator', () => {
    for (const name of ['team-a-keda', 'team-a-agents']) {
      const { kubernetes } = stackOf(full, name)['provider'] as Record<string, [Record<string, unknown>]>;
      expect(kubernetes?.[0]).toMatchObject({ client_key: expect.stringContaining('kube_admin_config[0].client_key') });
      expect(kubernetes?.[0]).not.toHaveProperty('exec');
    }
  });

  test('KEDA uses the identity of the platform stack if it counts the jobs', () => {
    const auth = { kind: 'workloadIdentity' };
    const keda = smallStack('keda', {
      azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth },
      keda: { trigger: 'azure-pipelines' },
    });
    expect(String((onlyResource(keda, 'helm_release')['values'] as [string])[0])).toContain(
      '"azureWorkload":{"enabled":true,"clientId":"${data.azurerm_user_assigned_identity.identity.client_id}","tenantId":"${data.azurerm_user_assigned_identity.identity.tenant_id}"}',
    );
  });

  test('agents scale by the strategy for the trigger and the KEDA version of the config', () => {
    const byDefault = { spec: { scalingStrategy: { multipleScalersCalculation: 'max' } } };
    const scaledJob = (keda: Draft) => manifest(smallStack('agents', { keda }), 'pool_linux_scaled_job');
    expect(scaledJob({ trigger: 'azure-pipelines' })).toMatchObject({ spec: { scalingStrategy: { strategy: 'accurate' } } });
    expect(scaledJob({ trigger: 'azure-pipelines', version: '2.19.0' })).toMatchObject(byDefault);
    expect(scaledJob({ trigger: 'metrics-api' })).toMatchObject(byDefault);
  });

  test('an entry watches the agent pool that it names, otherwise the one with its own name', () => {
    const scaler = (pool: Draft) => JSON.stringify(manifest(smallStack('agents', { agentPools: [pool] }), 'scaler_deployment'));
    expect(scaler({ name: 'linux' })).toContain('\\"pool\\":\\"linux\\"');
    expect(scaler({ name: 'linux', pool: 'aks' })).toContain('\\"pool\\":\\"aks\\"');
    const keda = { trigger: 'azure-pipelines' };
    const watched = (pool: Draft) => manifest(smallStack('agents', { keda, agentPools: [pool] }), 'pool_linux_scaled_job');
    expect(watched({ name: 'linux' })).toMatchObject({ spec: { triggers: [{ metadata: { poolName: 'linux' } }] } });
    expect(watched({ name: 'linux', pool: 'aks' })).toMatchObject({ spec: { triggers: [{ metadata: { poolName: 'aks' } }] } });
  });

  test('deleting the namespace may take as long as the longest job', () => {
    expect(onlyResource(stackOf(full, 'team-a-agents'), 'kubernetes_namespace_v1')).toMatchObject({ timeouts: { delete: '370m' } });
  });

  test('a new revision writes the token again', () => {
    const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', revision: 7 } };
    expect(onlyResource(smallStack('agents', { azureDevOps }), 'kubernetes_secret_v1')).toMatchObject({
      data_wo_revision: 7,
      depends_on: ['kubernetes_namespace_v1.namespace'],
    });
  });

  test('a token in an existing Secret is mounted, and nothing is created for it', () => {
    const azureDevOps = {
      organizationUrl: 'https://dev.azure.com/example',
      auth: { kind: 'pat', token: { kind: 'existing', secret: 'mine' } },
    };
    const existing = stackOf(synthApp(aConfig({ azureDevOps, keda: { trigger: 'azure-pipelines' } })), 'pipelines-agents');
    expect(existing).not.toHaveProperty('variable');
    expect(existing.resource).not.toHaveProperty('kubernetes_secret_v1');
    const manifests = JSON.stringify(existing.resource);
    expect(manifests).toContain('"secretTargetRef":[{"key":"token","name":"mine","parameter":"personalAccessToken"}]');
    expect(manifests.match(/"secretName":"[^"]*"/g)).toEqual(['"secretName":"mine"', '"secretName":"mine"']);
  });

  test('pods are created after their namespace, service account, network policies, token and scaler', () => {
    const createdAfter = (changes: Draft) =>
      smallStack('agents', changes).resource?.['kubernetes_manifest']?.['pool_linux_placeholder']?.['depends_on'];
    expect(createdAfter({})).toEqual([
      'kubernetes_manifest.service_account',
      'kubernetes_manifest.service_account_role',
      'kubernetes_manifest.service_account_role_binding',
      'kubernetes_manifest.network_policy',
      'kubernetes_secret_v1.token',
      'kubernetes_manifest.api_server_policy',
      'kubernetes_manifest.scaler_service_account',
      'kubernetes_manifest.scaler_service_account_role',
      'kubernetes_manifest.scaler_service_account_role_binding',
      'kubernetes_manifest.scaler_network_policy',
      'kubernetes_manifest.scaler_service',
      'kubernetes_manifest.scaler_disruption_budget',
      'kubernetes_manifest.scaler_deployment',
    ]);
    expect(createdAfter({ keda: { trigger: 'azure-pipelines' } })).toEqual([
      'kubernetes_manifest.service_account',
      'kubernetes_manifest.service_account_role',
      'kubernetes_manifest.service_account_role_binding',
      'kubernetes_manifest.service_account_marker_role',
      'kubernetes_manifest.service_account_marker_role_binding',
      'kubernetes_manifest.network_policy',
      'kubernetes_secret_v1.token',
    ]);
  });
});
