import { imagesOf } from '../../config/agent-image';
import { namesOf } from '../../config/names';
import type { Config } from '../../config/types';
import { aConfig, aGitHubConfig, aGitHubDraft, type Draft } from '../support/builders';
import { schemaErrors } from '../support/kubernetes-schema';
import { IMAGE_CONTEXT, manifestsOf, onlyResource, type StackJson, synthApp } from '../support/synth';

type Stack = 'platform' | 'image' | 'keda' | 'agents';

const stackOf = (config: Config, name: Stack): StackJson => synthApp(config)[`${config.name}-${name}`] as StackJson;
const manifestsAt = (stack: StackJson) => stack.resource?.['kubernetes_manifest'] ?? {};

/** A deployment with agents and runners. */
const both = (changes: Draft = {}) => aConfig({ gitHub: aGitHubDraft()['gitHub'], runnerPools: [{ name: 'gh-linux' }], ...changes });
const AUTH = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };
const gitHub = (auth: Draft) => ({ url: 'https://github.com/contoso', auth });

/** Every resource of a deployment, by stack and address. */
function resourcesOf(config: Config): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(synthApp(config)).flatMap(([stack, { resource = {} }]) =>
      Object.entries(resource).flatMap(([type, instances]) =>
        Object.entries(instances).map(
          ([address, { depends_on: _, ...rest }]) => [`${stack}: ${type}.${address}`, JSON.stringify(rest)] as const,
        ),
      ),
    ),
  );
}

describe('with runner pools only', () => {
  const config = aGitHubConfig();
  const stacks = synthApp(config);
  const agents = stacks['pipelines-agents'] as StackJson;

  test('the objects of the agents stack', () => {
    expect(agents.resource).toMatchSnapshot();
  });

  test('nothing of Azure DevOps is created or looked up', () => {
    expect(JSON.stringify(stacks)).not.toMatch(/azp_token|AZP_URL|AZP_POOL|AZP_PARALLEL|azure-devops-token|-placeholder/);
    expect(Object.keys(agents['variable'] as object)).toEqual(['github_key']);
  });

  test('only the image of the runners is built, and the scaler runs it too', () => {
    const { runnerImage } = imagesOf(config, namesOf(config), IMAGE_CONTEXT);
    const image = stacks['pipelines-image'] as StackJson;
    expect(Object.keys(image.resource?.['terraform_data'] ?? {})).toEqual(['runner_image']);
    const images = [...JSON.stringify(agents.resource).matchAll(/"image":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(new Set(images)).toEqual(new Set([runnerImage?.reference]));
  });

  test('the drain of a node and the deletion of the namespace wait for their jobs', () => {
    const longest = aGitHubConfig({ runnerPools: [{ name: 'gh-linux', jobTimeoutMinutes: 90 }] });
    expect(onlyResource(stackOf(longest, 'platform'), 'azurerm_kubernetes_cluster')).toMatchObject({
      default_node_pool: { upgrade_settings: { drain_timeout_in_minutes: 95 } },
    });
    expect(onlyResource(stackOf(longest, 'agents'), 'kubernetes_namespace_v1')).toMatchObject({ timeouts: { delete: '100m' } });
  });

  test('no alert expects a placeholder', () => {
    const platform = stackOf(aGitHubConfig({ monitoring: {} }), 'platform');
    expect(JSON.stringify(onlyResource(platform, 'azurerm_monitor_alert_prometheus_rule_group'))).not.toContain(
      'absent(azp_placeholder_kept',
    );
  });

  test('with monitoring, no policy opens a port of placeholders', () => {
    const monitored = manifestsAt(stackOf(aGitHubConfig({ monitoring: {} }), 'agents'));
    expect(Object.keys(monitored)).not.toContain('metrics_policy');
    expect(JSON.stringify(monitored['scaler_network_policy'])).toContain('"port":8080');
  });
});

describe('with monitoring', () => {
  const alertsOf = (config: Config) =>
    JSON.stringify(stackOf(config, 'platform').resource?.['azurerm_monitor_alert_prometheus_rule_group']);
  const stored = (config: Config) => JSON.stringify(manifestsAt(stackOf(config, 'agents'))['scrape_config']);
  const monitoring = {};

  test('the alerts and metrics of runner pools are there with runner pools alone', () => {
    const config = both({ monitoring });
    expect(alertsOf(config)).toContain('absent(azp_scaler_session_held{entry=\\"pipelines-gh-linux\\"})');
    expect(alertsOf(config)).toContain('ScalerStale');
    expect(stored(config)).toContain('azp_github_calls_total');
    const agents = aConfig({ monitoring });
    expect(alertsOf(agents) + stored(agents)).not.toMatch(/azp_scaler_session|azp_github/);
  });

  test('the alert about the token for GitHub is there where the scaler knows when it expires', () => {
    const ofAuth = (auth: Draft) => aGitHubConfig({ monitoring, gitHub: gitHub(auth) });
    const expiry = /AZP_GITHUB_TOKEN_EXPIRES|azp_github_token|GitHubTokenExpires/;
    const known = ofAuth({ kind: 'pat', expiresOn: '2027-03-01' });
    expect(alertsOf(known)).toContain('GitHubTokenExpires');
    expect(stored(known)).toContain('azp_github_token_expires_timestamp_seconds');
    for (const auth of [{ kind: 'pat' }, AUTH]) expect(JSON.stringify(synthApp(ofAuth(auth)))).not.toMatch(expiry);
    expect(JSON.stringify(synthApp(aConfig({ monitoring })))).not.toMatch(expiry);
  });

  test('without agent pools no alert waits for readings of queues', () => {
    expect(alertsOf(aGitHubConfig({ monitoring }))).not.toContain('azp_scaler_snapshot_age_seconds');
  });
});

describe('agents and runners next to each other', () => {
  test('what runners add to a deployment of agents, and what they change', () => {
    const [before, after] = [resourcesOf(aConfig()), resourcesOf(both())];
    const differing = (some: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
      [...some.keys()].filter((address) => !other.has(address));
    expect(differing(before, after)).toEqual([]);
    expect(differing(after, before).sort()).toEqual([
      'pipelines-agents: kubernetes_manifest.runner_pool_gh-linux_scaled_job',
      'pipelines-agents: kubernetes_manifest.runner_service_account',
      'pipelines-agents: kubernetes_secret_v1.github_key',
      'pipelines-image: terraform_data.runner_image',
    ]);
    expect([...after.keys()].filter((address) => before.has(address) && before.get(address) !== after.get(address))).toEqual([
      'pipelines-agents: kubernetes_manifest.scaler_deployment',
    ]);
  });

  test('the objects that runners add or change', () => {
    const { resource } = stackOf(both(), 'agents');
    const manifests = resource?.['kubernetes_manifest'] ?? {};
    expect({
      runnerPool: manifests['runner_pool_gh-linux_scaled_job'],
      serviceAccount: manifests['runner_service_account'],
      scaler: manifests['scaler_deployment'],
      key: resource?.['kubernetes_secret_v1']?.['github_key'],
    }).toMatchSnapshot();
  });

  test('one argument says which image is built, and the addresses are its own', () => {
    const image = stackOf(both(), 'image');
    const commands = Object.entries(image.resource?.['terraform_data'] ?? {}).map(([address, resource]) => {
      const [{ 'local-exec': run } = { 'local-exec': { command: '' } }] = resource['provisioner'] as {
        'local-exec': { command: string };
      }[];
      return [address, /--image (\S+):/.exec(run.command)?.[1], /--build-arg \S+/.exec(run.command)?.[0]];
    });
    expect(commands).toEqual([
      ['agent_image', 'azure-pipelines-agent', undefined],
      ['runner_image', 'github-runner', '--build-arg "IMAGE=runner"'],
    ]);
  });

  test('the identity is that of the agents: no service account of runners may use it', () => {
    const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } };
    const credentials = stackOf(both({ azureDevOps }), 'platform').resource?.['azurerm_federated_identity_credential'] ?? {};
    expect(Object.values(credentials).map(({ subject }) => subject)).toEqual([
      'system:serviceaccount:pipelines-agents:azure-pipelines-agent',
      'system:serviceaccount:pipelines-agents:azure-pipelines-scaler',
    ]);
    const runners = manifestsAt(stackOf(both({ azureDevOps }), 'agents'));
    expect(JSON.stringify([runners['runner_service_account'], runners['runner_pool_gh-linux_scaled_job']])).not.toMatch(
      /workload|client-id/,
    );
  });

  test('runners are created after the scaler, their service account and their key, and run on the agent node pool', () => {
    const stack = stackOf(both({ cluster: { agentNodePool: {} } }), 'agents');
    const job = manifestsAt(stack)['runner_pool_gh-linux_scaled_job'];
    expect(job?.['depends_on']).toEqual(
      expect.arrayContaining([
        'kubernetes_manifest.runner_service_account',
        'kubernetes_manifest.network_policy',
        'kubernetes_secret_v1.github_key',
        'kubernetes_manifest.scaler_deployment',
      ]),
    );
    expect(JSON.stringify(job)).toContain('"dedicated":"azure-pipelines-agents"');
  });
});

describe('the credential of GitHub', () => {
  const stackWith = (auth: Draft) => stackOf(aGitHubConfig({ gitHub: gitHub(auth) }), 'agents');

  test('an App has its key in a Secret, and a new revision writes it again', () => {
    expect(onlyResource(stackWith({ ...AUTH, key: { kind: 'variable', revision: 7 } }), 'kubernetes_secret_v1')).toMatchObject({
      metadata: { name: 'github-credential', namespace: 'pipelines-agents' },
      data_wo: { 'private-key': '${trimspace(var.github_key)}' },
      data_wo_revision: 7,
    });
  });

  test('a token is in the same Secret, under another key', () => {
    const stack = stackWith({ kind: 'pat' });
    expect(onlyResource(stack, 'kubernetes_secret_v1')).toMatchObject({ data_wo: { token: '${trimspace(var.github_token)}' } });
    expect(JSON.stringify(manifestsAt(stack)['scaler_deployment'])).toContain('/var/run/secrets/github/token');
  });

  test.each([
    [{ ...AUTH, key: { kind: 'existing', secret: 'my-key' } }, 'private-key'],
    [{ kind: 'pat', token: { kind: 'existing', secret: 'my-key' } }, 'token'],
  ])('an existing Secret is mounted, and nothing is created: %j', (auth, key) => {
    const stack = stackWith(auth);
    expect(stack).not.toHaveProperty('variable');
    expect(stack.resource).not.toHaveProperty('kubernetes_secret_v1');
    for (const address of ['scaler_deployment', 'runner_pool_gh-linux_scaled_job']) {
      const pod = JSON.stringify(manifestsAt(stack)[address]);
      expect(pod).toContain('"secretName":"my-key"');
      expect(pod).toContain(`"items":[{"key":"${key}","path":"${key}"}]`);
    }
  });
});

test.each([
  ['runner pools only', aGitHubConfig({ runnerPools: [{ name: 'gh-linux', warm: [{ agents: 1 }], podDisruptionBudget: true }] })],
  ['both', both({ runnerPools: [{ name: 'gh-linux', egressNamespaces: ['nexus'] }], monitoring: {} })],
])('the API server would accept every object of a deployment with %s', (_, config) => {
  const objects = manifestsOf(stackOf(config, 'agents'));
  expect(objects.length).toBeGreaterThan(6);
  expect(objects.flatMap((object) => schemaErrors(object).map((error) => `${object.kind} ${error}`))).toEqual([]);
});

test('texts of the config arrive unchanged in the stacks, which are templates', () => {
  const runnerGroup = '${user} %{if} "quoted" 7e5';
  const config = aGitHubConfig({ runnerPools: [{ name: 'gh-linux', runnerGroup }] });
  const text = JSON.stringify(stackOf(config, 'agents').resource);
  expect(text).not.toContain('\uFDD0');
  expect(text).toContain('$$${user} %%{if} \\"quoted\\" 7e5');
});
