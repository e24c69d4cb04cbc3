import { aDraft, type Draft, problemsOf } from '../../support/builders';

const pools = (...agentPools: Draft[]) => problemsOf(aDraft({ agentPools }));

test('the name of a pod must fit, including the name of the deployment', () => {
  const draft = (length: number) => aDraft({ name: 'a'.repeat(20), agentPools: [{ name: 'b'.repeat(length) }] });
  expect(problemsOf(draft(30))).toEqual([]);
  expect(problemsOf(draft(31))).toEqual([
    `agentPools[0].name must give a Kubernetes name of at most 51 characters together with the deployment's name ("${'a'.repeat(20)}-${'b'.repeat(31)}" has 52), got "${'b'.repeat(31)}": shorten one of the two by 1`,
  ]);
});

test('two entries with the same name', () => {
  expect(pools({ name: 'linux', demands: ['a'] }, { name: 'linux', demands: ['b'] })).toEqual([
    'agentPools[1].name must be unique, but agentPools[0] has it too, got "linux": give each entry a name of its own',
  ]);
});

test('idleMinutes must not be above jobTimeoutMinutes', () => {
  expect(pools({ name: 'linux', idleMinutes: 30, jobTimeoutMinutes: 30 })).toEqual([]);
  expect(pools({ name: 'linux', idleMinutes: 31, jobTimeoutMinutes: 30 })).toEqual([
    'agentPools[0].idleMinutes must not be above jobTimeoutMinutes (30), got 31: lower it, or raise jobTimeoutMinutes',
  ]);
});

test("a capability that contradicts the entry's own demand", () => {
  expect(pools({ name: 'linux', demands: ['java -equals 21'], capabilities: { java: '21' } })).toEqual([]);
  expect(pools({ name: 'linux', demands: ['java -equals 21'], capabilities: { java: '17' } })).toEqual([
    'agentPools[0].capabilities.java must meet the entry\'s own demand "java -equals 21", got "17": make the two equal, or remove the capability',
  ]);
});

const shared = (value: string) =>
  `agentPools[1].demands must distinguish its jobs from those of agentPools[0], which watches the same agent pool "aks", got ${value}: give each of the two a demand that the agents of the other do not meet`;

test.each([
  ['both take any job', {}, {}, '[]'],
  ['one takes any job', { demands: ['gpu'] }, {}, '[]'],
  ['one has all demands of the other', { demands: ['gpu'] }, { demands: ['gpu', 'large'] }, "[ 'gpu', 'large' ]"],
  ['equal but for case', { demands: ['gpu'] }, { demands: ['GPU'] }, "[ 'GPU' ]"],
  ['a capability meets the demand of the other', { demands: ['gpu'], capabilities: { arm: '1' } }, { demands: ['arm'] }, "[ 'arm' ]"],
])('two entries on one agent pool: %s', (_, first, second, value) => {
  expect(pools({ name: 'a', pool: 'aks', ...first }, { name: 'b', pool: 'aks', ...second })).toEqual([shared(value)]);
});

test.each([
  ['different demands', { pool: 'aks', demands: ['gpu'] }, { pool: 'aks', demands: ['arm'] }],
  ['different values', { pool: 'aks', demands: ['size -equals s'] }, { pool: 'aks', demands: ['size -equals l'] }],
  ['overlapping demands', { pool: 'aks', demands: ['linux', 'gpu'] }, { pool: 'aks', demands: ['linux', 'arm'] }],
  ['different agent pools', { pool: 'aks' }, { pool: 'aks-large' }],
])('two entries that do not conflict: %s', (_, first, second) => {
  expect(pools({ name: 'a', ...first }, { name: 'b', ...second })).toEqual([]);
});

test('agent pools are compared without regard to case, and by the name of the entry if none is given', () => {
  expect(pools({ name: 'aks' }, { name: 'b', pool: 'AKS' })).toEqual([
    'agentPools[1].demands must distinguish its jobs from those of agentPools[0], which watches the same agent pool "AKS", got []: give each of the two a demand that the agents of the other do not meet',
  ]);
});

test('an environment variable is a capability that may meet the demand of the other entry', () => {
  expect(pools({ name: 'a', pool: 'aks', demands: ['gpu'], env: { JAVA: '1' } }, { name: 'b', pool: 'aks', demands: ['JAVA'] })).toEqual([
    shared("[ 'JAVA' ]"),
  ]);
});

test('two values of one capability cannot be demanded together', () => {
  expect(pools({ name: 'a', demands: ['java -equals 21', 'java -equals 17'] })).toEqual([
    "agentPools[0].demands must meet the entry's own demand \"java -equals 21\", got [ 'java -equals 21', 'java -equals 17' ]: demand only one value of a capability",
  ]);
});

test('a toleration of any value must not have one itself', () => {
  expect(
    pools({
      name: 'a',
      tolerations: [
        { key: 'a', operator: 'Exists' },
        { key: 'a', operator: 'Equal', value: 'b' },
      ],
    }),
  ).toEqual([]);
  expect(pools({ name: 'a', tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] })).toEqual([
    'agentPools[0].tolerations[0].value must be left out with operator Exists, got "b": leave it out, or use operator Equal',
  ]);
});

test.each([
  ['a demand', { demands: ['a,b'] }],
  ['a capability', { demands: ['gpu'], capabilities: { 'a b': '' } }],
  ['the agent pool', { pool: 0, demands: [] }],
])('rules ignore an entry with an invalid %s', (_, faulty) => {
  expect(pools({ name: 'a', pool: 'aks' }, { name: 'b', pool: 'aks', ...faulty })).toHaveLength(1);
});

test('a demand on a property that every JavaScript object has is reported like any other', () => {
  const demands = ['constructor -equals a', 'constructor -equals b'];
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', demands }] }))).toEqual([
    expect.stringMatching(/^agentPools\[0\]\.demands must meet the entry's own demand "constructor -equals a"/),
  ]);
});
