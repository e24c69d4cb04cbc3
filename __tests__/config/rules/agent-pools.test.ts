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

test('a demand on a property that every JavaScript object has is reported like any other', () => {
  const demands = ['constructor -equals a', 'constructor -equals b'];
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', demands }] }))).toEqual([
    expect.stringMatching(/^agentPools\[0\]\.demands must meet the entry's own demand "constructor -equals a"/),
  ]);
});
