import { aDraft, type Draft, problemsOf } from '../../support/builders';

describe("with KEDA's own scaler", () => {
  const pools = (...agentPools: Draft[]) => problemsOf(aDraft({ keda: { trigger: 'azure-pipelines' }, agentPools }));

  const shared = (value: string, pool = 'aks') =>
    `agentPools[1].demands must distinguish its jobs from those of agentPools[0], which watches the same agent pool "${pool}", got ${value}: give each of the two a demand that the agents of the other do not meet, or set keda.trigger to 'metrics-api'`;

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
    expect(pools({ name: 'aks' }, { name: 'b', pool: 'AKS' })).toEqual([shared('[]', 'AKS')]);
  });

  test('an environment variable is a capability that may meet the demand of the other entry', () => {
    expect(pools({ name: 'a', pool: 'aks', demands: ['gpu'], env: { JAVA: '1' } }, { name: 'b', pool: 'aks', demands: ['JAVA'] })).toEqual([
      shared("[ 'JAVA' ]"),
    ]);
  });

  test.each([
    ['a demand', { demands: ['a,b'] }],
    ['a capability', { demands: ['gpu'], capabilities: { 'a b': '' } }],
    ['the agent pool', { pool: 0, demands: [] }],
  ])('the rule ignores an entry with an invalid %s', (_, faulty) => {
    expect(pools({ name: 'a', pool: 'aks' }, { name: 'b', pool: 'aks', ...faulty })).toHaveLength(1);
  });
});

describe('with the scaler of this project', () => {
  const pools = (...agentPools: Draft[]) => problemsOf(aDraft({ keda: { trigger: 'metrics-api' }, agentPools }));
  const ambiguous = (value: string, pool = 'aks') =>
    `agentPools[1].demands must distinguish its agents from those of agentPools[0], which serves the same agent pool "${pool}" with the same capabilities, cpu, memory, disks and nodes, got ${value}: remove one of the two and raise maxAgents of the other, or give one a demand of its own`;

  test.each([
    ['both take any job', {}, {}, '[]'],
    ['equal but for case', { demands: ['GPU -equals A100'] }, { demands: ['gpu -equals a100'] }, "[ 'gpu -equals a100' ]"],
    ['a capability of one is a variable of the other', { capabilities: { java: '21' } }, { env: { JAVA: '21' } }, '[]'],
    ['capabilities in another order', { demands: ['a', 'b'] }, { demands: ['b', 'a'] }, "[ 'b', 'a' ]"],
    ['a demand of one is a capability of the other', { demands: ['gpu'] }, { capabilities: { gpu: '1' } }, '[]'],
    ['equal amounts that are written differently', { cpu: '500m', memory: '2Gi' }, { cpu: '0.5', memory: '2048Mi' }, '[]'],
    ['labels in another order', { nodeSelector: { a: '1', b: '2' } }, { nodeSelector: { b: '2', a: '1' } }, '[]'],
    ['options that no job can ask for', { maxAgents: 1, idleMinutes: 5, jobTimeoutMinutes: 30 }, { egressNamespaces: ['cache'] }, '[]'],
  ])('two entries are ambiguous: %s', (_, first, second, value) => {
    expect(pools({ name: 'a', pool: 'aks', ...first }, { name: 'b', pool: 'AKS', ...second })).toEqual([ambiguous(value, 'AKS')]);
  });

  test.each([
    ['agent pools', { pool: 'other' }],
    ['capabilities', { capabilities: { gpu: '1' } }],
    ['demands', { demands: ['gpu'] }],
    ['values of a capability', { demands: ['size -equals large'] }],
    ['variables', { env: { JAVA: '21' } }],
    ['cpu', { cpu: '1' }],
    ['memory', { memory: '3Gi' }],
    ['work disks', { workDisk: '30Gi' }],
    ['scratch disks', { scratchDisk: '30Gi' }],
    ['labels of nodes', { nodeSelector: { disk: 'ssd' } }],
    ['tolerations', { tolerations: [{ key: 'spare', operator: 'Exists' }] }],
  ])('two entries may overlap if they have different %s', (_, difference) => {
    const first = { name: 'a', pool: 'aks', demands: ['size -equals small'] };
    expect(pools(first, { ...first, name: 'b', ...difference })).toEqual([]);
  });

  test.each([
    ['a demand', { demands: ['a,b'] }],
    ['an amount', { memory: '2 GB' }],
    ['the agent pool', { pool: 0 }],
  ])('the rule ignores an entry with an invalid %s', (_, faulty) => {
    expect(pools({ name: 'a', pool: 'aks' }, { name: 'b', pool: 'aks', ...faulty })).toHaveLength(1);
  });
});
