import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../stacks/build-app';
import { aConfig } from '../support/builders';
import { fullConfig } from '../support/configs';
import { schemaErrors } from '../support/kubernetes-schema';
import { IMAGE_CONTEXT, manifestsOf, type StackJson, synthApp } from '../support/synth';

const stackOf = (stacks: Readonly<Record<string, StackJson>>, name: string) => stacks[name] as StackJson;

test('each stack is deployed after the stacks that it needs', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'order-'));
  buildApp(aConfig(), { imageContext: IMAGE_CONTEXT, outdir }).synth();
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { dependencies: string[] }>;
  };
  rmSync(outdir, { recursive: true });
  expect(Object.fromEntries(Object.entries(stacks).map(([name, { dependencies }]) => [name, [...dependencies].sort()]))).toEqual({
    'pipelines-platform': [],
    'pipelines-image': ['pipelines-platform'],
    'pipelines-keda': ['pipelines-platform'],
    'pipelines-agents': ['pipelines-image', 'pipelines-keda'],
  });
});

test('only names are passed between stacks', () => {
  expect(JSON.stringify(synthApp(fullConfig()))).not.toContain('terraform_remote_state');
});

test('each stack has its own state, next to the config', () => {
  const stacks = synthApp(aConfig());
  for (const [name, stack] of Object.entries(stacks)) {
    expect(stack).toMatchObject({ terraform: { backend: { local: { path: `../../../terraform.${name}.tfstate` } } } });
  }
});

test('with a backend in Azure, each stack has its own blob, with access by Entra ID', () => {
  expect(stackOf(synthApp(fullConfig()), 'team-a-keda')).toMatchObject({
    terraform: {
      backend: {
        azurerm: { storage_account_name: 'teamastate', container_name: 'tfstate', key: 'team-a-keda.tfstate', use_azuread_auth: true },
      },
    },
  });
});

test('every Azure resource that can have tags has those of the config, unchanged', () => {
  const { resource = {} } = stackOf(synthApp(fullConfig()), 'team-a-platform');
  const tagged = Object.entries(resource)
    .filter(([, instances]) => Object.values(instances).every(({ tags }) => tags !== undefined))
    .map(([type]) => type);
  expect(tagged.sort()).toEqual([
    'azurerm_container_registry',
    'azurerm_kubernetes_cluster',
    'azurerm_kubernetes_cluster_node_pool',
    'azurerm_monitor_action_group',
    'azurerm_monitor_alert_prometheus_rule_group',
    'azurerm_monitor_data_collection_endpoint',
    'azurerm_monitor_data_collection_rule',
    'azurerm_monitor_workspace',
    'azurerm_resource_group',
    'azurerm_user_assigned_identity',
  ]);
  expect(resource['azurerm_resource_group']?.['resource_group']?.['tags']).toMatchObject({ owner: 'platform', 'cost centre': '$${42}' });
});

test('whoever deploys gets access to the cluster before it exists', () => {
  const { resource = {} } = stackOf(synthApp(aConfig()), 'pipelines-platform');
  expect(resource['azurerm_role_assignment']?.['deployer_cluster_admin']).toMatchObject({
    role_definition_name: 'Azure Kubernetes Service RBAC Cluster Admin',
    scope: '${azurerm_resource_group.resource_group.id}',
  });
  expect(resource['azurerm_kubernetes_cluster']?.['cluster']?.['depends_on']).toEqual(['azurerm_role_assignment.deployer_cluster_admin']);
});

test('the outputs are those that the next steps need', () => {
  const stacks = synthApp(fullConfig());
  expect(Object.keys(stackOf(stacks, 'team-a-platform')['output'] as object).sort()).toEqual([
    'cluster_name',
    'identity_client_id',
    'prometheus_query_endpoint',
    'registry_login_server',
    'resource_group_name',
  ]);
});

test('with workload identity, there is no token, and two service accounts use one identity', () => {
  const stacks = synthApp(fullConfig());
  expect(stackOf(stacks, 'team-a-agents')).not.toHaveProperty('variable');
  expect(stackOf(stacks, 'team-a-agents').resource).not.toHaveProperty('kubernetes_secret_v1');
  const credentials = Object.values(stackOf(stacks, 'team-a-platform').resource?.['azurerm_federated_identity_credential'] ?? {});
  expect(credentials.map(({ subject }) => subject)).toEqual([
    'system:serviceaccount:team-a-agents:azure-pipelines-agent',
    'system:serviceaccount:team-a-agents:azure-pipelines-scaler',
  ]);
  expect(Object.keys(stackOf(stacks, 'team-a-platform').resource?.['azurerm_user_assigned_identity'] ?? {})).toHaveLength(1);
});

test('with an existing image, there is nothing to build', () => {
  const stacks = synthApp(aConfig({ image: { kind: 'reference', reference: 'example.azurecr.io/agent:7' } }));
  expect(Object.keys(stacks)).not.toContain('pipelines-image');
  expect(JSON.stringify(manifestsOf(stackOf(stacks, 'pipelines-agents')))).toContain('"image":"example.azurecr.io/agent:7"');
});

test('agents run on the agent node pool if there is one, even with labels of their own', () => {
  const placements = manifestsOf(stackOf(synthApp(fullConfig()), 'team-a-agents'))
    .filter(({ kind }) => kind === 'ScaledJob')
    .map(
      (object) =>
        object as unknown as {
          metadata: { name: string };
          spec: { jobTargetRef: { template: { spec: { nodeSelector: object; tolerations?: object[] } } } };
        },
    )
    .map(({ metadata, spec }) => [
      metadata.name,
      spec.jobTargetRef.template.spec.nodeSelector,
      spec.jobTargetRef.template.spec.tolerations?.length,
    ]);
  expect(placements).toEqual([
    ['team-a-by-id', { 'kubernetes.io/os': 'linux', dedicated: 'azure-pipelines-agents' }, 2],
    ['team-a-large', { 'kubernetes.io/os': 'linux', dedicated: 'azure-pipelines-agents', 'example.com/nodes': 'large' }, 4],
    ['team-a-small', { 'kubernetes.io/os': 'linux', dedicated: 'azure-pipelines-agents' }, 2],
  ]);
});

test.each([
  ['a small deployment', aConfig()],
  ['everything switched on', fullConfig()],
  ['an older KEDA', aConfig({ keda: { version: '2.19.0', trigger: 'azure-pipelines' } })],
])('the API server would accept every Kubernetes object of %s', (_, config) => {
  const stacks = synthApp(config);
  const objects = manifestsOf(stackOf(stacks, `${config.name}-agents`));
  expect(objects.length).toBeGreaterThan(6);
  expect(objects.flatMap((object) => schemaErrors(object).map((error) => `${object.kind} ${error}`))).toEqual([]);
});
