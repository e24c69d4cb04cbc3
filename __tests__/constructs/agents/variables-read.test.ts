import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { MutableEnvironment } from '../../../agent/settings/input-reader';
import { readKeepSettings } from '../../../agent/settings/keep-settings';
import { readRegisterSettings } from '../../../agent/settings/register-settings';
import { readRunSettings } from '../../../agent/settings/run-settings';
import { readScaleSettings } from '../../../agent/settings/scale-settings';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import type { AgentPoolOptions, CompleteAgentPoolProps } from '../../../constructs/agents/agent-props';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { runnerPodTemplate } from '../../../constructs/runners/runner-pod';
import type { CompleteRunnerPoolProps, RunnerPoolOptions } from '../../../constructs/runners/runner-props';
import type { ScalerProps } from '../../../constructs/scaler/scaler';
import { scalerPodTemplate } from '../../../constructs/scaler/scaler-pod';
import { completeScalerProps } from '../../../constructs/scaler/scaler-props';
import { azurePipelinesScaler } from '../../../providers/azure-devops/azure-pipelines';
import { combinedAccess } from '../../../providers/contract/combined-access';
import { gitHubRunners, gitHubScaler } from '../../../providers/github/github-actions';
import { OTHER_VALUES } from '../../support/other-values';
import { anIdentityPool, aPool } from '../../support/pools';
import { aRunnerPool, GITHUB_TOKEN, SCALE_SET } from '../../support/runner-pools';
import { anIdentityScaler, aScaler } from '../../support/scalers';

type Reader = (env: MutableEnvironment) => unknown;

const REGISTRAR: readonly Reader[] = [readRegisterSettings];
const PLACEHOLDER: readonly Reader[] = [readKeepSettings];
const SCALER: readonly Reader[] = [readScaleSettings];
/** All three: the connection is in every container, and KEDA reads it from the agent's. */
const AGENT: readonly Reader[] = [readRunSettings, ...REGISTRAR, ...PLACEHOLDER];
/** The registrar reads the connection, which both containers of a runner have. It has a credential in addition. */
const registerRunner: Reader = (env) => {
  env['AZP_GITHUB_TOKEN_FILE'] = '/token';
  return readRegisterSettings(env);
};
const RUNNER: readonly Reader[] = [readRunSettings, registerRunner];

/** The variables that Kubernetes and the webhook of workload identity add. */
const ADDED = {
  KUBERNETES_SERVICE_HOST: '10.0.0.1',
  AZURE_CLIENT_ID: 'client',
  AZURE_TENANT_ID: 'tenant',
  AZURE_FEDERATED_TOKEN_FILE: '/token',
};

/** Every option of an entry of one list, with a value that is not its default. */
const optionsOf = (list: 'agentPools' | 'runnerPools', others: readonly string[]) =>
  Object.fromEntries(
    Object.entries(OTHER_VALUES).flatMap(([path, [value]]) => {
      const option = new RegExp(`^${list}\\[\\]\\.(\\w+)$`).exec(path)?.[1];
      return option === undefined || others.includes(option) ? [] : [[option, value]];
    }),
  );

const OPTIONS: Partial<AgentPoolOptions> = optionsOf('agentPools', ['name', 'pool']);
const RUNNER_OPTIONS: Partial<RunnerPoolOptions> = optionsOf('runnerPools', ['name', 'scaleSet', 'labels', 'runnerGroup']);

const BY_NAME = aPool({ ...OPTIONS, credentials: { kind: 'pat', secretName: 'token', expiresOn: '2027-03-01' } });
const BY_ID = anIdentityPool({ ...OPTIONS, pool: 44 });

const podOf = (props: CompleteAgentPoolProps) => agentPodTemplate(props).spec as PodSpec;
const agentOf = (props: CompleteAgentPoolProps) => podOf(props).containers[0] as Container;
const registrarOf = (props: CompleteAgentPoolProps) => podOf(props).initContainers?.[0] as Container;
const placeholderOf = (props: CompleteAgentPoolProps) => placeholderPodTemplate(props).spec?.containers[0] as Container;

const BY_APP = aRunnerPool({ ...RUNNER_OPTIONS, anticipate: true });
const BY_TOKEN = aRunnerPool({ ...RUNNER_OPTIONS, provider: gitHubRunners({ ...SCALE_SET, credentials: GITHUB_TOKEN }) });
const runnerOf = (props: CompleteRunnerPoolProps) => runnerPodTemplate(props).spec?.containers[0] as Container;
const runnerRegistrarOf = (props: CompleteRunnerPoolProps) => runnerPodTemplate(props).spec?.initContainers?.[0] as Container;

const RUNNER_ENTRY = { objectName: 'a-gh', scaleSet: { name: 'gh-linux', group: 'Default', labels: ['aks-linux'] } };
const ORGANIZATION = 'https://dev.azure.com/example';
/** A scaler of both services. */
const BOTH = aScaler({
  access: combinedAccess([
    azurePipelinesScaler({ organizationUrl: ORGANIZATION, credentials: { kind: 'pat', secretName: 'token' } }),
    gitHubScaler(SCALE_SET),
  ]),
  entries: [{ objectName: 'a-linux', pool: 'linux' }, RUNNER_ENTRY],
  runnerImage: 'example.azurecr.io/github-runner:1',
});

const BY_EXPIRING_TOKEN = aScaler({
  access: gitHubScaler({ ...SCALE_SET, credentials: { ...GITHUB_TOKEN, kind: 'pat', expiresOn: '2027-03-01' } }),
  entries: [RUNNER_ENTRY],
});

const scalerOf = (props: ScalerProps) => scalerPodTemplate(completeScalerProps(props)).spec?.containers[0] as Container;

/** The variables that a container sets, without those of the entry's `env`. */
const variablesOf = ({ env = [] }: Container) =>
  Object.fromEntries(env.map(({ name, value = 'a-pod' }) => [name, value] as const).filter(([name]) => !(name in BY_NAME.env)));

function namesRead(variables: Readonly<Record<string, string>>, readers: readonly Reader[]): ReadonlySet<string> {
  const names = new Set<string>();
  const get = (env: MutableEnvironment, name: string) => {
    names.add(name);
    return env[name];
  };
  for (const read of readers)
    read(new Proxy<MutableEnvironment>({ ...ADDED, ...variables }, { get: (env, name) => get(env, String(name)) }));
  return names;
}

test('every option of an entry is tried', () => {
  expect(Object.keys(OPTIONS).length).toBeGreaterThan(15);
  expect(Object.keys(RUNNER_OPTIONS).length).toBeGreaterThan(11);
  for (const { env } of [BY_NAME, BY_APP]) expect(Object.keys(env)).toEqual(['PROMPT']);
});

test.each<[string, Container, readonly Reader[]]>([
  ['the agent', agentOf(BY_NAME), AGENT],
  ['the agent, with workload identity and the id of the agent pool', agentOf(BY_ID), AGENT],
  ['the registrar', registrarOf(BY_NAME), REGISTRAR],
  ['the registrar, with workload identity and the id of the agent pool', registrarOf(BY_ID), REGISTRAR],
  ['the registrar, with the scaler', registrarOf(aPool({ trigger: 'scaler', anticipate: true })), REGISTRAR],
  ['the placeholder', placeholderOf(BY_NAME), PLACEHOLDER],
  ['the placeholder, with workload identity and the id of the agent pool', placeholderOf(BY_ID), PLACEHOLDER],
  ['the scaler', scalerOf(aScaler()), SCALER],
  ['the scaler, with workload identity', scalerOf(anIdentityScaler()), SCALER],
  ['the runner', runnerOf(BY_APP), RUNNER],
  ['the registrar of a runner, with an App', runnerRegistrarOf(BY_APP), REGISTRAR],
  ['the registrar of a runner, with a token', runnerRegistrarOf(BY_TOKEN), REGISTRAR],
  ['the scaler of both services', scalerOf(BOTH), SCALER],
  ['the scaler of runners', scalerOf(aScaler({ access: gitHubScaler(SCALE_SET), entries: [RUNNER_ENTRY] })), SCALER],
  ['the scaler of runners, with a token', scalerOf(BY_EXPIRING_TOKEN), SCALER],
])('the program reads every variable of %s', (_who, container, readers) => {
  const variables = variablesOf(container);
  const read = namesRead(variables, readers);
  expect(Object.keys(variables).length).toBeGreaterThan(3);
  // HOME is for the programs of the agent package.
  expect(Object.keys(variables).filter((name) => name !== 'HOME' && !read.has(name))).toEqual([]);
});

test('the program reads the entries as the scaler gets them', () => {
  const warm = [{ agents: 2, days: ['mon' as const], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' }];
  const entries = [
    { objectName: 'a-small', pool: 'aks', maxAgents: 3, warm, warmMaxHours: 8, anticipate: true },
    { objectName: 'a-large', pool: 44 },
  ];
  const settings = readScaleSettings({ ...ADDED, ...variablesOf(scalerOf(aScaler({ entries, pollingSeconds: 5, parallelJobs: 7 }))) });
  expect(settings.runnerPools).toBeUndefined();
  expect(settings.agentPools).toMatchObject({ image: 'example.azurecr.io/agent:1', pollMs: 5000, parallelJobs: 7 });
  expect(settings.agentPools?.entries).toEqual([
    { name: 'a-small', placeholder: 'a-small-placeholder', pool: { name: 'aks' }, maxAgents: 3, warm, warmMaxHours: 8, anticipate: true },
    { name: 'a-large', placeholder: 'a-large-placeholder', pool: { id: 44 }, maxAgents: 10, warm: [], warmMaxHours: 12, anticipate: false },
  ]);
});

test('the program reads the runner pools as the scaler gets them, and their image', () => {
  const settings = readScaleSettings({ ...ADDED, ...variablesOf(scalerOf(BOTH)) });
  expect(settings.agentPools).toMatchObject({ image: 'example.azurecr.io/agent:1', entries: [{ name: 'a-linux' }] });
  expect(settings.runnerPools).toEqual({
    gitHub: {
      url: 'https://github.com/contoso',
      credential: {
        kind: 'app',
        clientId: 'Iv23liExample',
        installationId: 12345,
        keyFile: '/var/run/secrets/github/private-key',
      },
    },
    reapAfterMs: 900_000,
    image: 'example.azurecr.io/github-runner:1',
    entries: [
      {
        name: 'a-gh',
        scaleSet: { name: 'gh-linux', group: 'Default', labels: ['aks-linux'] },
        maxAgents: 10,
        warm: [],
        warmMaxHours: 12,
        anticipate: false,
      },
    ],
  });
});
