import { aDraft, aGitHubDraft, type Draft, problemsOf } from '../../support/builders';

const pools = (...runnerPools: Draft[]) => problemsOf(aGitHubDraft({ runnerPools }));
const both = (agentPools: Draft[], runnerPools: Draft[], more: Draft = {}) =>
  problemsOf(aDraft({ gitHub: aGitHubDraft()['gitHub'], agentPools, runnerPools, ...more }));

test('names are unique over both lists', () => {
  expect(both([{ name: 'linux' }], [{ name: 'gh-linux' }])).toEqual([]);
  expect(both([{ name: 'linux' }], [{ name: 'linux' }])).toEqual([
    'runnerPools[0].name must be unique, but agentPools[0] has it too, got "linux": give each entry a name of its own',
  ]);
  expect(pools({ name: 'a' }, { name: 'a', scaleSet: 'b' })).toEqual([
    'runnerPools[1].name must be unique, but runnerPools[0] has it too, got "a": give each entry a name of its own',
  ]);
});

test('the name of a pod must fit', () => {
  expect(problemsOf(aGitHubDraft({ name: 'a'.repeat(20), runnerPools: [{ name: 'b'.repeat(31) }] }))).toEqual([
    `runnerPools[0].name must give a Kubernetes name of at most 51 characters together with the deployment's name ("${'a'.repeat(20)}-${'b'.repeat(31)}" has 52), got "${'b'.repeat(31)}": shorten one of the two by 1`,
  ]);
});

test('a scale set is in one entry only, for each runner group, without regard to case', () => {
  expect(pools({ name: 'a', scaleSet: 'linux' }, { name: 'b', scaleSet: 'linux', runnerGroup: 'Releases' })).toEqual([]);
  expect(pools({ name: 'a', scaleSet: 'Linux' }, { name: 'b', scaleSet: 'linux', runnerGroup: 'DEFAULT' })).toEqual([
    'runnerPools[1].scaleSet must be unique in the runner group "DEFAULT", but runnerPools[0] has a scale set of this name too, got "linux": give each entry a scale set of its own, with a name that differs by more than case',
  ]);
  expect(pools({ name: 'a', scaleSet: 'B' }, { name: 'b' })).toEqual([
    'runnerPools[1].name must be unique in the runner group "Default", but runnerPools[0] has a scale set of this name too, got "b": give each entry a scale set of its own, with a name that differs by more than case',
  ]);
});

test.each([['self-hosted'], ['linux'], ['x64'], ['aks-linux'], ['team.web_1'], ['_internal'], ['a'.repeat(100)]])(
  '%s is a label',
  (label) => {
    expect(pools({ name: 'a', labels: [label] })).toEqual([]);
  },
);

const LABEL = 'must be a label: 1 to 100 letters, digits, "-", "_" and ".", with a letter, digit or "_" at both ends';

test.each([
  ['', '""'],
  ['a,b', '"a,b"'],
  ['a b', '"a b"'],
  [' a', '" a"'],
  ['a\n', '"a\\n"'],
  ['a\u0007', '"a\\u0007"'],
  ['a'.repeat(101), `"${'a'.repeat(101)}"`],
  ['${{ x }}', '"${{ x }}"'],
])('%j is no label', (label, shown) => {
  expect(pools({ name: 'a', labels: [label] })).toEqual([
    `runnerPools[0].labels[0] ${LABEL}, got ${shown}: write each label as a text of its own, like ["aks-linux", "x64"]`,
  ]);
});

test('labels are a list, and each is in it once', () => {
  expect(pools({ name: 'a', labels: 'aks-linux' })).toEqual(['runnerPools[0].labels must be a list, got "aks-linux": write it in [ and ]']);
  expect(pools({ name: 'a', labels: ['x64', 'aks', 'X64'] })).toEqual([
    'runnerPools[0].labels[2] must differ from "x64" by more than case, got "X64": remove one of the two',
  ]);
  expect(pools({ name: 'a', labels: Array.from({ length: 101 }, (_, at) => `label${at}`) })).toEqual([
    expect.stringMatching(
      /^runnerPools\[0\]\.labels must be a list of at most 100 labels, got .*: name those that workflows use in runs-on$/,
    ),
  ]);
});

test.each([
  ['', '""'],
  [' Releases', '" Releases"'],
  ['Releases\n', '"Releases\\n"'],
  ['a'.repeat(129), undefined],
])('%j is no runner group', (runnerGroup, shown) => {
  const problems = pools({ name: 'a', runnerGroup });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /^runnerPools\[0\]\.runnerGroup must be the name of a runner group: one line of at most 128 characters, without blanks at its ends, got /,
  );
  if (shown !== undefined) expect(problems[0]).toContain(`got ${shown}: find it in GitHub under Settings, Actions, Runner groups`);
});

test('a repository has no runner groups', () => {
  const inRepository = (runnerGroup: string) =>
    problemsOf(aGitHubDraft({ gitHub: { url: 'https://github.com/contoso/shop' }, runnerPools: [{ name: 'a', runnerGroup }] }));
  expect(inRepository('default')).toEqual([]);
  expect(inRepository('Releases')).toEqual([
    'runnerPools[0].runnerGroup must be left out for a repository, which has no runner groups, got "Releases": leave it out, or set gitHub.url to the organisation',
  ]);
  expect(pools({ name: 'a', runnerGroup: 'Releases' })).toEqual([]);
});

test('runner pools need the scaler of this project', () => {
  const keda = { trigger: 'azure-pipelines' };
  expect(problemsOf(aDraft({ keda }))).toEqual([]);
  expect(both([{ name: 'linux' }], [{ name: 'gh', warm: [{ agents: 1 }], anticipate: true }], { keda })).toEqual([
    'keda.trigger must be "metrics-api" with runnerPools, whose jobs only the scaler of this project counts, got "azure-pipelines": leave it out, or give the runner pools a deployment of their own',
  ]);
});

test('idleMinutes, tolerations and amounts have the rules of agent pools', () => {
  const tolerations = [{ key: 'a', operator: 'Exists', value: 'b' }];
  expect(pools({ name: 'a', idleMinutes: 31, jobTimeoutMinutes: 30, tolerations, memory: '4' })).toEqual([
    'runnerPools[0].idleMinutes must not be above jobTimeoutMinutes (30), got 31: lower it, or raise jobTimeoutMinutes',
    'runnerPools[0].tolerations[0].value must be left out with operator Exists, got "b": leave it out, or use operator Equal',
    'runnerPools[0].memory must be at least 256Mi, got "4": write "4Gi"',
  ]);
});

test('a runner must fit on a node of its node pool', () => {
  const cluster = { agentNodePool: {} };
  expect(problemsOf(aGitHubDraft({ cluster, runnerPools: [{ name: 'a', cpu: '5' }] }))).toEqual([
    'runnerPools[0].cpu must fit on a node of size Standard_D4ds_v5, which has room for 3810m, got "5": lower it, or choose a larger vmSize',
  ]);
});

test('both kinds may share a node pool, and each is compared with it', () => {
  const cluster = { agentNodePool: {} };
  expect(both([{ name: 'linux', cpu: '3' }], [{ name: 'gh', cpu: '3' }], { cluster })).toEqual([]);
  expect(both([{ name: 'linux', cpu: '5' }], [{ name: 'gh', cpu: '6' }], { cluster })).toEqual([
    expect.stringMatching(/^agentPools\[0\]\.cpu must fit/),
    expect.stringMatching(/^runnerPools\[0\]\.cpu must fit/),
  ]);
});

test('warm runners must fit, and are not limited by the parallel jobs of Azure DevOps', () => {
  const azureDevOps = { organizationUrl: 'https://dev.azure.com/example', parallelJobs: 1 };
  expect(both([{ name: 'linux' }], [{ name: 'gh', warm: [{ agents: 2 }] }], { azureDevOps })).toEqual([]);
  expect(pools({ name: 'a', maxRunners: 1, warm: [{ agents: 2 }] })).toEqual([
    'runnerPools[0].warm[0].agents must not be above maxRunners (1), got 2: lower it, or raise maxRunners',
  ]);
  expect(problemsOf(aGitHubDraft({ cluster: { nodePool: { maxNodes: 3 } }, runnerPools: [{ name: 'a', warm: [{ agents: 7 }] }] }))).toEqual(
    [
      'runnerPools[0].warm[0].agents must fit on the nodes of cluster.nodePool: 6 runners of this size do (2 a node, maxNodes is 3), got 7: lower it, or raise cluster.nodePool.maxNodes',
    ],
  );
  expect(pools({ name: 'a', warm: [{ agents: 1, days: ['mon'] }] })).toEqual([
    'runnerPools[0].warm[0].timeZone must name the time zone of days, from and to, got nothing: write area and place, like Europe/Berlin, or UTC',
  ]);
});

test('nodes that the runner image is not for are refused, whatever the agent image is for', () => {
  const reference = { kind: 'reference', reference: 'example.azurecr.io/image:1' };
  const nodeSelector = { 'kubernetes.io/arch': 'arm64' };
  const onArm = (more: Draft) => problemsOf(aGitHubDraft({ runnerPools: [{ name: 'a', nodeSelector }], ...more }));
  expect(onArm({ runnerImage: reference })).toEqual([]);
  expect(onArm({ image: reference })).toEqual([
    'runnerPools[0].nodeSelector["kubernetes.io/arch"] must be a label of nodes with x86-64 processors, for which the runner image is built, got "arm64": leave it out',
  ]);
});

test('nodes with ARM need images for both, those that the config uses', () => {
  const cluster = { nodePool: { vmSize: 'Standard_D2pds_v5' } };
  const reference = { kind: 'reference', reference: 'example.azurecr.io/image:1' };
  const RULE = 'cluster.nodePool.vmSize must have x86-64 processors, for which the';
  const SHOWN = '(a "p" in the name means ARM), got "Standard_D2pds_v5": choose a size without "p", or set';
  expect(problemsOf(aGitHubDraft({ cluster, image: { kind: 'build' }, runnerImage: reference }))).toEqual([]);
  expect(problemsOf(aGitHubDraft({ cluster }))).toEqual([
    `${RULE} runner image is built ${SHOWN} runnerImage.reference to an image for both`,
  ]);
  expect(both([{ name: 'linux' }], [{ name: 'gh' }], { cluster })).toEqual([
    `${RULE} agent image is built ${SHOWN} image.reference and runnerImage.reference to an image for both`,
  ]);
});

test('labels of nodes that the agent node pool does not have', () => {
  const cluster = { agentNodePool: {} };
  const nodeSelector = { 'node.kubernetes.io/instance-type': 'Standard_D8ds_v5' };
  expect(problemsOf(aGitHubDraft({ cluster, runnerPools: [{ name: 'a', nodeSelector }] }))).toEqual([
    'runnerPools[0].nodeSelector["node.kubernetes.io/instance-type"] must be a label of a node of cluster.agentNodePool, which runs these runners; there it is "Standard_D4ds_v5", got "Standard_D8ds_v5": leave it out, or name another node pool with kubernetes.azure.com/agentpool',
  ]);
});

describe('environment variables', () => {
  const withEnv = (env: Draft) => pools({ name: 'a', env });

  test.each([
    ['AZP_GITHUB_KEY_FILE', 'is a setting of the program in the image, which hides it from jobs', 'choose another name'],
    ['ACTIONS_RUNNER_INPUT_JITCONFIG', 'is an argument of the runner, which removes it from the environment', 'choose another name'],
    ['actions_runner_input_token', 'is an argument of the runner, which removes it from the environment', 'choose another name'],
    [
      'ACTIONS_RUNNER_RETURN_JOB_RESULT_FOR_HOSTED',
      'changes the exit code of the runner, which tells the program in the image how it ended',
      'remove it',
    ],
    [
      'PATH',
      'changes how the runner itself starts',
      'set it in the step of the workflow that needs it, or with ENV in your own image, see docs/agent-image.md',
    ],
    ['KUBERNETES_SERVICE_HOST', 'is how the program in the image finds the API server', 'set it in the step of the workflow that needs it'],
  ])('%s is rejected with its reason', (name, rule, remedy) => {
    expect(withEnv({ [name]: 'x' })).toEqual([`runnerPools[0].env.${name} ${rule}, got "${name}": ${remedy}`]);
  });

  test.each(['VSO_AGENT_IGNORE', 'VSTS_AGENT_INPUT_URL', 'RUNNER_TOOL_CACHE', 'ACTIONS_RUNNER_HOOK_JOB_STARTED', 'HTTPS_PROXY'])(
    '%s reaches jobs',
    (name) => {
      expect(withEnv({ [name]: 'x' })).toEqual([]);
    },
  );

  test('what only a runner reads reaches the jobs of an agent', () => {
    expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', env: { ACTIONS_RUNNER_INPUT_X: 'x' } }] }))).toEqual([]);
  });

  test('a value that is too large', () => {
    expect(withEnv({ A: 'x'.repeat(128 * 1024) })).toHaveLength(1);
  });
});

test.each([
  ['maxRunners', 1, 1000, 'set the most jobs that may run at the same time'],
  ['jobTimeoutMinutes', 1, 10_080, 'a week is the maximum'],
  ['keepFailed', 0, 1000, '10 is enough to see what happened'],
])('%s is a whole number from %i to %i', (option, min, max, remedy) => {
  expect(pools({ name: 'a', [option]: min })).toEqual([]);
  expect(pools({ name: 'a', [option]: max })).toEqual([]);
  for (const bad of [min - 1, max + 1]) {
    expect(pools({ name: 'a', [option]: bad })).toEqual([
      `runnerPools[0].${option} must be a whole number from ${min} to ${max}, got ${bad}: ${remedy}`,
    ]);
  }
});
