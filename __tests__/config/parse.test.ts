import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { parseConfig } from '../../config/parse';
import { configSchema } from '../../config/schema/config';
import { aConfig, aDraft, aGitHubConfig, aGitHubDraft, type Draft, problemsOf } from '../support/builders';
import { draftsOfEveryKind, fullDraft } from '../support/configs';

test('the smallest config has one small node, a Basic registry and polls every 10 s', () => {
  expect(aConfig()).toMatchObject({
    backend: { kind: 'local' },
    cluster: { skuTier: 'Free', localAccounts: false, nodePool: { vmSize: 'Standard_D2ds_v5', minNodes: 1 } },
    registry: { sku: 'Basic' },
    image: { kind: 'build' },
    keda: { version: NEWEST_KEDA_VERSION },
    azureDevOps: { auth: { kind: 'pat', revision: 1 } },
    agentPools: [{ name: 'linux', maxAgents: 10 }],
  });
});

test('a missing option is reported with what to write', () => {
  expect(problemsOf({})).toEqual([
    'name must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-", got nothing: choose a short name, like pipelines',
    'location must be the name of an Azure region in lower case without spaces, like westeurope, got nothing: list them with: az account list-locations --query "[].name"',
    'agentPools must have at least one entry, or runnerPools must, got []: add an entry, like { name: "linux" }',
  ]);
});

test('a config without entries is rejected', () => {
  expect(problemsOf(aDraft({ agentPools: [] }))).toEqual([
    'agentPools must have at least one entry, or runnerPools must, got []: add an entry, like { name: "linux" }',
  ]);
  expect(problemsOf(aDraft({ agentPools: [], runnerPools: [] }))).toHaveLength(1);
});

test.each([
  ['agentPool', 'agentPool is not a known option, got 1: did you mean "agentPools"?'],
  ['AGENTPOOLS', 'AGENTPOOLS is not a known option, got 1: did you mean "agentPools"?'],
  ['keda2', 'keda2 is not a known option, got 1: did you mean "keda"?'],
  [
    'zzzzzzzz',
    'zzzzzzzz is not a known option, got 1: remove it, or use one of name, location, subscriptionId, tags, names, backend, resourceProviders, resourceGroup, cluster, registry, image, runnerImage, keda, azureDevOps, gitHub, monitoring, budget, prices, agentPools, runnerPools',
  ],
])('the unknown key %s', (key, message) => {
  expect(problemsOf(aDraft({ [key]: 1 }))).toEqual([message]);
});

test('an unknown nested key is reported with the nearest known one', () => {
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', maxAgent: 3 }] }))).toEqual([
    'agentPools[0].maxAgent is not a known option, got 3: did you mean "maxAgents"?',
  ]);
});

test('an option of another kind is unknown', () => {
  expect(problemsOf(aDraft({ image: { kind: 'build', reference: 'example.azurecr.io/agent:1' } }))).toEqual([
    'image.reference is not a known option, got "example.azurecr.io/agent:1": remove it, or use one of kind, buildArgs',
  ]);
});

test('all problems are reported together: of the schema, of rules, and of rules for an entry with an invalid option', () => {
  expect(
    problemsOf(
      aDraft({
        name: 'Team',
        azureDevOps: { organizationUrl: 'http://dev.azure.com/example/' },
        agentPools: [
          { name: 'linux', maxAgents: 0, idleMinutes: 90 },
          { name: 'linux', pool: 'other', cpu: 'two' },
        ],
      }),
    ).map((problem) => problem.split(', got')[0]),
  ).toEqual([
    'name must be 1 to 24 lower-case letters, digits and "-", starting with a letter and not ending in "-"',
    'agentPools[0].maxAgents must be a whole number from 1 to 1000',
    'agentPools[1].cpu must be a CPU quantity: "500m", "2" or "1.5"',
    'azureDevOps.organizationUrl must start with https://',
    'agentPools[1].name must be unique, but agentPools[0] has it too',
    'agentPools[0].idleMinutes must not be above jobTimeoutMinutes (60)',
  ]);
});

test('the error counts the problems and lists each on its own line', () => {
  expect(() => parseConfig(aDraft({ name: 1, location: 2 }), 'agents.config.ts')).toThrow(
    /^agents\.config\.ts has 2 problems:\n- name must .*, got 1: .*\n- location must .*, got 2: /,
  );
});

test('a long value is shortened in the message', () => {
  expect(problemsOf(aDraft({ location: 'x'.repeat(121) }))[0]).toContain(`got "${'x'.repeat(117)}...": `);
  expect(problemsOf(aDraft({ location: 'x'.repeat(120) }))[0]).toContain(`got "${'x'.repeat(120)}": `);
});

test('the smallest config with runner pools has no organisation and no agent pools', () => {
  const { azureDevOps, agentPools, gitHub, runnerPools, runnerImage } = aGitHubConfig();
  expect({ azureDevOps, agentPools, runnerImage }).toEqual({
    azureDevOps: undefined,
    agentPools: [],
    runnerImage: { kind: 'build', buildArgs: {} },
  });
  expect(gitHub?.auth).toEqual({
    kind: 'app',
    clientId: 'Iv23liAbCdEf0123456789',
    installationId: 12345,
    key: { kind: 'variable', revision: 1 },
  });
  expect(runnerPools).toEqual([
    {
      name: 'gh-linux',
      labels: [],
      runnerGroup: 'Default',
      maxRunners: 10,
      cpu: '500m',
      memory: '2Gi',
      workDisk: '20Gi',
      scratchDisk: '10Gi',
      jobTimeoutMinutes: 60,
      idleMinutes: 1,
      warm: [],
      warmMaxHours: 12,
      anticipate: false,
      env: {},
      nodeSelector: {},
      tolerations: [],
      egressNamespaces: [],
      podDisruptionBudget: false,
      keepFinishedMinutes: 10,
      keepSucceeded: 10,
      keepFailed: 10,
    },
  ]);
});

test('without a sign-in, GitHub gets a token from the variable github_token', () => {
  expect(aGitHubConfig({ gitHub: { url: 'https://github.com/contoso' } }).gitHub?.auth).toEqual({
    kind: 'pat',
    token: { kind: 'variable', revision: 1 },
  });
});

test.each<[string, Draft]>([
  ['the least', aDraft()],
  ['the least for GitHub', aGitHubDraft()],
  ['everything', fullDraft()],
  ...draftsOfEveryKind().map((draft, index): [string, Draft] => [`draft ${index}`, draft]),
])('stacks get %s config as the schema parses it', (_, draft) => {
  expect(parseConfig(draft)).toEqual(configSchema.parse(draft));
});

test('a secret in the config is not printed', () => {
  const auth = { kind: 'pat', token: 's3cret', pat: 's3cret' };
  const problems = problemsOf(aDraft({ azureDevOps: { organizationUrl: 'https://me:s3cret@dev.azure.com/example', auth } }));
  expect(problems).toEqual([
    'azureDevOps.auth.pat is not a known option, got a value that is not shown: remove it, or use one of kind, revision, expiresOn, token',
    'azureDevOps.auth.token must be an object, got a value that is not shown: write it in { and }',
    'azureDevOps.organizationUrl must not contain a user name or password, got "https://(not shown)@dev.azure.com/example": configure the sign-in in azureDevOps.auth',
  ]);
});

test.each([
  [{ cpu: 4 }, 'got 4: put it in quotes: "4"'],
  [{ maxAgents: '10' }, 'got "10": write it without quotes: 10'],
  [{ podDisruptionBudget: 'false' }, 'got "false": write it without quotes: false'],
  [{ env: { DEBUG: true } }, 'got true: put it in quotes: "true"'],
  [{ maxAgents: '0' }, 'got "0": set the most jobs that may run at the same time'],
])('%j: the remedy mentions quotes only if they help', (pool, end) => {
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', ...pool }] }))).toEqual([expect.stringMatching(new RegExp(`, ${end}$`))]);
});

describe('what exists or is created', () => {
  test('is created if no kind is given', () => {
    const { registry, resourceGroup, keda } = aConfig({ registry: { sku: 'Standard' } });
    expect([registry, resourceGroup, keda]).toMatchObject([{ kind: 'create', sku: 'Standard' }, { kind: 'create' }, { kind: 'create' }]);
  });

  test.each([['resourceGroup'], ['registry'], ['keda']])('%s of another kind is reported', (option) => {
    expect(problemsOf(aDraft({ [option]: { kind: 'exists' } }))).toEqual([
      `${option}.kind must be create or existing, got "exists": choose one of the two, or leave it out to create`,
    ]);
  });

  test.each(['contoso', '/subscriptions/x/resourceGroups/a/providers/Microsoft.ContainerRegistry/registries/b'])(
    '%s is no id of a registry',
    (id) => {
      expect(problemsOf(aDraft({ registry: { kind: 'existing', id } }))).toEqual([
        expect.stringContaining('registry.id must be the resource id of a registry'),
      ]);
    },
  );
});
