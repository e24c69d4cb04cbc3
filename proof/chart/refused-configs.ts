import { GITHUB_URLS, ORGANIZATION_URLS, TOKENS } from './refused-texts';

/** A config that breaks rules about parts that values have too. */
export type RefusedConfig = Readonly<Record<string, unknown>>;

type Options = Readonly<Record<string, unknown>>;

const organization = (organizationUrl: string, others: Options = {}) => ({ azureDevOps: { organizationUrl }, ...others });
const gitHub = (url: string, others: Options = {}) => ({ gitHub: { url }, ...others });
const AGENT_POOL = { agentPools: [{ name: 'linux' }] };
const RUNNER_POOL = { runnerPools: [{ name: 'gh-linux' }] };
const ORGANIZATION = organization('https://dev.azure.com/contoso');
const GITHUB = gitHub('https://github.com/contoso');
const KEDA_COUNTS = { keda: { trigger: 'azure-pipelines' } };

const agentPools = (...entries: Options[]) => ({
  ...ORGANIZATION,
  agentPools: entries.map((entry, index) => ({ name: `a${index}`, ...entry })),
});
const runnerPools = (...entries: Options[]) => ({
  ...GITHUB,
  runnerPools: entries.map((entry, index) => ({ name: `r${index}`, ...entry })),
});
const numbered = (count: number, entry: Options) => Array.from({ length: count }, (_, index) => ({ pool: `p${index}`, ...entry }));

const WITH_SECRETS = Object.fromEntries(
  Object.entries(TOKENS).map(([kind, token]) => [`secret: ${kind}`, agentPools({ env: { VALUE: `first ${token} last` } })]),
);

/**
 * Configs without a problem that a schema finds, by what is wrong. Maps are in the order of their keys, the only one in which Helm reads them.
 * Each needs the name and the location of a deployment in addition.
 */
const PARTS: Readonly<Record<string, Options>> = {
  ...WITH_SECRETS,
  'secret: two with one character between them': agentPools({ env: { VALUE: `${TOKENS.old},${TOKENS.old},${TOKENS.old}` } }),
  'secret: as the name of a variable': agentPools({ env: { [TOKENS.github]: '1' } }),
  'secret: of a runner pool': runnerPools({ env: { MY_TOKEN: TOKENS.github, VALUE: TOKENS.github } }),
  'secret: as the name of a Secret': {
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat', token: { kind: 'existing', secret: TOKENS.old } } },
    ...RUNNER_POOL,
  },
  'text: NUL': agentPools({ env: { VALUE: 'a\0b' }, capabilities: { 'a.b': '\0' } }),
  'no entry': {},
  'no entry, with services': { ...ORGANIZATION, ...GITHUB },
  'no organisation': AGENT_POOL,
  'nothing in GitHub': RUNNER_POOL,
  'an unused organisation': { ...ORGANIZATION, ...GITHUB, ...RUNNER_POOL },
  'an unused URL in GitHub': { ...ORGANIZATION, ...GITHUB, ...AGENT_POOL },
  ...Object.fromEntries(ORGANIZATION_URLS.map((url) => [`organisation: ${url}`, organization(url, AGENT_POOL)])),
  ...Object.fromEntries(GITHUB_URLS.map((url) => [`GitHub: ${url}`, gitHub(url, RUNNER_POOL)])),
  'an App for an enterprise': {
    gitHub: { url: 'https://github.com/Enterprises/contoso', auth: { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 1 } },
    ...RUNNER_POOL,
  },
  'KEDA that is too old for the scaler': { ...agentPools({}), keda: { version: '2.19.0' } },
  'parallel jobs that KEDA does not know': {
    ...KEDA_COUNTS,
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', parallelJobs: 'unlimited' },
    ...AGENT_POOL,
  },
  'a number of parallel jobs that KEDA does not know': {
    ...KEDA_COUNTS,
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', parallelJobs: 3 },
    ...AGENT_POOL,
  },
  "runner pools with KEDA's own scaler": { ...KEDA_COUNTS, ...runnerPools({}) },
  'too many polls of the scaler': agentPools(...numbered(60, {}), { pool: 'p0', pollingSeconds: 1 }),
  'too many polls of KEDA': { ...KEDA_COUNTS, ...agentPools(...numbered(60, { pollingSeconds: 1 }), { pollingSeconds: 3600 }) },
  'names that are too long': { ...agentPools({ name: 'a'.repeat(40) }), name: 'n'.repeat(24) },
  'names that are equal': { ...agentPools({ name: 'a' }), ...runnerPools({ name: 'b' }, { name: 'a' }, { name: 'b', scaleSet: 'c' }) },
  'idle longer than a job': { ...agentPools({ idleMinutes: 61 }), ...runnerPools({ idleMinutes: 2, jobTimeoutMinutes: 1 }) },
  'a capability against a demand': agentPools({ demands: ['java -equals 17'], capabilities: { java: '21' } }),
  'a capability with dots against a demand': agentPools({ demands: ['java.token -equals 17'], capabilities: { 'java.token': '21' } }),
  'demands for two values': agentPools({ demands: ['size -equals s', "Size -equals it's"] }),
  'many demands, and long ones': agentPools({
    demands: ['size -equals s', 'size -equals l', `a -equals ${'x'.repeat(130)}`, 'b -equals a\\b\tc', 'c', 'd', 'e'],
  }),
  'a toleration of any value with a value': runnerPools({ tolerations: [{ key: 'a' }, { key: 'a', operator: 'Exists', value: '' }] }),
  'reserved variables of agents': agentPools({
    env: {
      AZP_POOL: 'x',
      AZURE_CLIENT_ID: 'x',
      KUBERNETES_SERVICE_HOST: 'x',
      LD_PRELOAD: 'x',
      VSO_AGENT_IGNORE: 'x',
      VSTS_AGENT_INPUT_URL: 'x',
    },
  }),
  'reserved variables of runners': runnerPools({
    env: { ACTIONS_RUNNER_RETURN_JOB_RESULT_FOR_HOSTED: 'x', AZP_TOKEN: 'x', Actions_Runner_Input_Url: 'x', HOME: 'x' },
  }),
  'a variable that is too large': agentPools({ env: { MY_TOKEN: 'a'.repeat(131_072), VALUE: 'é'.repeat(65_536) } }),
  'variables that are too large together': runnerPools({
    env: Object.fromEntries(numbered(9, {}).map(({ pool }) => [pool, 'a'.repeat(131_000)])),
  }),
  'capabilities that are too large': agentPools({
    demands: ['gpu'],
    capabilities: Object.fromEntries(numbered(132, {}).map(({ pool }) => [pool, 'a'.repeat(1000)])),
  }),
  'a scale set twice': runnerPools({ name: 'a' }, { name: 'b', scaleSet: 'A' }, { name: 'c', scaleSet: 'a', runnerGroup: 'Team <A>' }),
  'a scale set twice by the name of the entry': runnerPools({ scaleSet: 'r1' }, {}),
  'a label twice': runnerPools({ labels: ['x64', 'aks', 'X64', 'x64'] }),
  'a runner group of a repository': { ...runnerPools({ runnerGroup: 'Team A' }), ...gitHub('https://github.com/contoso/shop') },
  "one agent pool for two entries with KEDA's own scaler": {
    ...KEDA_COUNTS,
    ...agentPools(
      { pool: 'aks', demands: ['gpu'], env: { JAVA: '1' } },
      { pool: 7 },
      { pool: 'AKS', demands: ['java'] },
      { pool: 7, demands: ['a'] },
    ),
  },
  'entries with equal agents': agentPools(
    { pool: 'aks', demands: ['gpu', 'Size -equals L'], cpu: '500m', memory: '2Gi', tolerations: [{ key: 'a' }, { key: 'b' }] },
    { pool: 'other' },
    {
      pool: 'AKS',
      capabilities: { size: 'l' },
      env: { GPU: '1' },
      cpu: '0.5',
      memory: '2048Mi',
      tolerations: [{ key: 'b', operator: 'Equal' }, { key: 'a' }],
    },
  ),
  'entries with equal agents in an agent pool by id': agentPools({ pool: 44 }, { pool: 44, maxAgents: 3 }),
  'nodes of Windows': {
    ...agentPools({ nodeSelector: { 'kubernetes.io/os': 'windows', 'beta.kubernetes.io/os': 'windows' } }),
    ...runnerPools({ nodeSelector: { 'kubernetes.io/os': 'windows' } }),
  },
  'amounts that are too small': agentPools({ cpu: '9m', memory: '255Mi', workDisk: '0.09Gi', scratchDisk: '104M' }),
  'amounts without a unit': runnerPools({ cpu: '0.009', memory: '1.50', workDisk: '80', scratchDisk: '104857599' }),
  'amounts in bytes': agentPools({ memory: '1048576', workDisk: '64', scratchDisk: '64.5' }),
  "warm agents with KEDA's own scaler": { ...KEDA_COUNTS, ...agentPools({ warm: [{ agents: 1 }], anticipate: true }) },
  'windows without a time zone': {
    ...agentPools({ warm: [{ agents: 1 }, { agents: 1, from: '07:30', to: '18:00' }, { agents: 1, days: ['mon'], timeZone: 'UTC' }] }),
    ...runnerPools({
      warm: [
        { agents: 1, from: '07:30', to: '07:30' },
        { agents: 1, days: ['mon', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
      ],
    }),
  },
  'more warm agents than agents': {
    azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', parallelJobs: 3 },
    agentPools: [{ name: 'linux', warm: [{ agents: 4 }, { agents: 11 }] }],
    ...runnerPools({ maxRunners: 2, warm: [{ agents: 3 }] }),
  },
};

/** The refused configs, by what is wrong with them. */
export const REFUSED_CONFIGS: Readonly<Record<string, RefusedConfig>> = Object.fromEntries(
  Object.entries(PARTS).map(([title, parts]) => [title, { name: 'pipelines', location: 'westeurope', ...parts }]),
);

/** What a person writes into the values for a refused config: the same, without the place in Azure. */
export const refusedValues = ({ location: _, ...values }: RefusedConfig): Readonly<Record<string, unknown>> => values;
