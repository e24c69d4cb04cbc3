import type { Config } from '../../config/types';
import { aConfig, type Draft } from '../support/builders';
import { onlyResource, type StackJson, synthApp } from '../support/synth';

const ORGANIZATION = 'https://dev.azure.com/example';
const IDENTITY: Draft = { azureDevOps: { organizationUrl: ORGANIZATION, auth: { kind: 'workloadIdentity' } } };

type Trigger = Config['keda']['trigger'];

/** The stacks of a small deployment. */
function stacksOf(trigger: Trigger, changes: Draft = {}): (name: string) => StackJson {
  const stacks = synthApp(aConfig({ keda: { trigger }, ...changes }));
  return (name) => stacks[`pipelines-${name}`] as StackJson;
}

const resourcesOf = ({ resource }: StackJson, type: string) => resource?.[type] ?? {};
const manifestsAt = (stack: StackJson) => resourcesOf(stack, 'kubernetes_manifest');

describe('with keda.trigger metrics-api', () => {
  const agents = stacksOf('metrics-api')('agents');

  test('the addresses of the agents stack', () => {
    expect(Object.keys(manifestsAt(agents)).sort()).toEqual([
      'api_server_policy',
      'network_policy',
      'pool_linux_placeholder',
      'pool_linux_scaled_job',
      'scaler_deployment',
      'scaler_disruption_budget',
      'scaler_network_policy',
      'scaler_service',
      'scaler_service_account',
      'scaler_service_account_role',
      'scaler_service_account_role_binding',
      'service_account',
      'service_account_role',
      'service_account_role_binding',
    ]);
    const warm = stacksOf('metrics-api', { agentPools: [{ name: 'linux', warm: [{ agents: 1 }] }] })('agents');
    expect(Object.keys(manifestsAt(warm))).toContain('scaler_clients_policy');
  });

  test('the scaler is created after its rights and policies, and before the entries', () => {
    const createdAfter = (address: string) => manifestsAt(agents)[address]?.['depends_on'];
    expect(createdAfter('scaler_deployment')).toEqual([
      'kubernetes_manifest.scaler_service_account',
      'kubernetes_manifest.scaler_service_account_role',
      'kubernetes_manifest.scaler_service_account_role_binding',
      'kubernetes_manifest.scaler_network_policy',
    ]);
    expect(createdAfter('scaler_service_account')).toEqual(
      expect.arrayContaining(['kubernetes_secret_v1.token', 'kubernetes_manifest.network_policy', 'kubernetes_manifest.api_server_policy']),
    );
    expect(createdAfter('pool_linux_placeholder')).toEqual(
      expect.arrayContaining(['kubernetes_manifest.scaler_service', 'kubernetes_manifest.scaler_deployment']),
    );
  });

  test('the scaler prefers small entries and polls as often as the fastest one wants', () => {
    const entries: Draft[] = [
      { name: 'large', pool: 'aks', cpu: '1', demands: ['large'] },
      { name: 'small', pool: 'aks', cpu: '100m', demands: ['small'], pollingSeconds: 5 },
      { name: 'other', cpu: '500m', pollingSeconds: 7 },
    ];
    const stack = stacksOf('metrics-api', { agentPools: entries.map((entry) => ({ pollingSeconds: 9, ...entry })) })('agents');
    const text = JSON.stringify(manifestsAt(stack)['scaler_deployment']);
    expect(text).toContain('"AZP_POLL_SECONDS","value":"5"');
    const names = [...text.matchAll(/\\"name\\":\\"(pipelines-\w+)\\",\\"pool\\":\\"(\w+)\\"/g)].map(([, name, pool]) => [name, pool]);
    expect(names).toEqual([
      ['pipelines-small', 'aks'],
      ['pipelines-other', 'other'],
      ['pipelines-large', 'aks'],
    ]);
  });

  test('the metrics of the scaler may be read only with monitoring', () => {
    const port = '"port":8080';
    const ingress = (stack: StackJson) => JSON.stringify(manifestsAt(stack)['scaler_network_policy']);
    expect(ingress(agents)).not.toContain(port);
    const monitored = stacksOf('metrics-api', { monitoring: {} })('agents');
    expect(ingress(monitored)).toContain(port);
    expect(JSON.stringify(manifestsAt(monitored)['scrape_config'])).toContain('azure-pipelines-scaler');
  });
});

describe('with workload identity', () => {
  const credentialsOf = (trigger: Trigger) =>
    Object.fromEntries(
      Object.entries(resourcesOf(stacksOf(trigger, IDENTITY)('platform'), 'azurerm_federated_identity_credential')).map(
        ([address, { subject }]) => [address, subject],
      ),
    );

  test('the identity is that of the scaler, and KEDA has none', () => {
    const agents = 'system:serviceaccount:pipelines-agents:azure-pipelines-agent';
    expect(credentialsOf('metrics-api')).toEqual({
      identity_agents: agents,
      identity_scaler: 'system:serviceaccount:pipelines-agents:azure-pipelines-scaler',
    });
    expect(credentialsOf('azure-pipelines')).toEqual({
      identity_agents: agents,
      identity_keda_operator: 'system:serviceaccount:keda:keda-operator',
    });
  });

  test('KEDA is installed without an identity, which its stack does not look up', () => {
    const keda = stacksOf('metrics-api', IDENTITY)('keda');
    expect((onlyResource(keda, 'helm_release')['values'] as [string])[0]).not.toContain('podIdentity');
    expect(keda['data']).not.toHaveProperty('azurerm_user_assigned_identity');
    const today = stacksOf('azure-pipelines', IDENTITY)('keda');
    expect((onlyResource(today, 'helm_release')['values'] as [string])[0]).toContain('podIdentity');
  });

  test("the scaler's service account and pods use it", () => {
    const manifests = manifestsAt(stacksOf('metrics-api', IDENTITY)('agents'));
    expect(manifests['scaler_service_account']).toMatchObject({
      manifest: {
        metadata: {
          annotations: { 'azure.workload.identity/client-id': '${data.azurerm_user_assigned_identity.identity.client_id}' },
        },
      },
    });
    expect(JSON.stringify(manifests['scaler_deployment'])).toContain('"azure.workload.identity/use":"true"');
  });
});

describe('a change from azure-pipelines to metrics-api, as docs/upgrading.md describes it', () => {
  /** The addresses that differ in a stack, by what a plan would do. */
  function planOf(name: string, changes: Draft = {}): Readonly<Record<'create' | 'destroy' | 'change', readonly string[]>> {
    const [before, after] = (['azure-pipelines', 'metrics-api'] as const).map((trigger) => {
      const { resource = {} } = stacksOf(trigger, changes)(name);
      const all = Object.entries(resource).flatMap(([type, some]) =>
        Object.entries(some).map(([address, { depends_on, ...rest }]) => [`${type}.${address}`, JSON.stringify(rest)]),
      );
      return new Map(all as [string, string][]);
    }) as [Map<string, string>, Map<string, string>];
    return {
      create: [...after.keys()].filter((address) => !before.has(address)),
      destroy: [...before.keys()].filter((address) => !after.has(address)),
      change: [...after.keys()].filter((address) => before.has(address) && before.get(address) !== after.get(address)),
    };
  }
  const nothing = { create: [], destroy: [], change: [] };
  const agents = {
    create: [
      'kubernetes_manifest.api_server_policy',
      'kubernetes_manifest.scaler_deployment',
      'kubernetes_manifest.scaler_disruption_budget',
      'kubernetes_manifest.scaler_network_policy',
      'kubernetes_manifest.scaler_service',
      'kubernetes_manifest.scaler_service_account',
      'kubernetes_manifest.scaler_service_account_role',
      'kubernetes_manifest.scaler_service_account_role_binding',
    ],
    destroy: [
      'kubernetes_manifest.pool_linux_trigger_authentication',
      'kubernetes_manifest.service_account_marker_role',
      'kubernetes_manifest.service_account_marker_role_binding',
    ],
    change: ['kubernetes_manifest.network_policy', 'kubernetes_manifest.pool_linux_scaled_job'],
  };

  test('with a token, only the agents stack differs', () => {
    for (const name of ['platform', 'image', 'keda']) expect(planOf(name)).toEqual(nothing);
    expect(planOf('agents')).toEqual(agents);
  });

  test('with monitoring, so do the alerts, and what is scraped', () => {
    const plan = planOf('platform', { monitoring: {} });
    expect(plan).toEqual({ ...nothing, change: ['azurerm_monitor_alert_prometheus_rule_group.alerts'] });
    const { create, destroy, change } = planOf('agents', { monitoring: {} });
    expect({ create, destroy }).toEqual({ create: agents.create, destroy: agents.destroy });
    expect(change.toSorted()).toEqual([...agents.change, 'kubernetes_manifest.scrape_config']);
  });

  test("with workload identity, so do the federated credential and KEDA's release", () => {
    expect(planOf('platform', IDENTITY)).toEqual({
      create: ['azurerm_federated_identity_credential.identity_scaler'],
      destroy: ['azurerm_federated_identity_credential.identity_keda_operator'],
      change: [],
    });
    expect(planOf('keda', IDENTITY)).toEqual({ ...nothing, change: ['helm_release.keda'] });
    expect(planOf('agents', IDENTITY)).toEqual(agents);
  });
});

test('agents have nothing that only a KEDA that counts jobs needs: no mark, no way to the API server, no strategy', () => {
  const onlyForKeda = [
    'pods/status',
    'azure-pipelines-agent/Taken',
    'pendingPodConditions',
    'envSourceContainerName',
    'authenticationRef',
    'TriggerAuthentication',
  ];
  const found = (trigger: Trigger) => {
    const text = JSON.stringify(stacksOf(trigger)('agents').resource);
    return onlyForKeda.filter((each) => text.includes(each));
  };
  expect(found('azure-pipelines')).toEqual(onlyForKeda);
  expect(found('metrics-api')).toEqual([]);

  const inAgentPod = ['AZP_NAMESPACE', 'serviceAccountToken', 'kube-root-ca.crt'];
  const foundInPod = (trigger: Trigger) => {
    const text = JSON.stringify(manifestsAt(stacksOf(trigger)('agents'))['pool_linux_scaled_job']);
    return inAgentPod.filter((each) => text.includes(each));
  };
  expect(foundInPod('azure-pipelines')).toEqual(inAgentPod);
  expect(foundInPod('metrics-api')).toEqual([]);

  const apiServer = '10.0.0.1/32';
  const policy = (trigger: Trigger) => JSON.stringify(manifestsAt(stacksOf(trigger)('agents'))['network_policy']);
  expect(policy('azure-pipelines')).toContain(apiServer);
  expect(policy('metrics-api')).not.toContain(apiServer);
});
