import { aDraft, problemsOf } from '../../support/builders';

const cluster = { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' };

test('a cluster of somebody else has neither monitoring nor a budget of ours', () => {
  const budget = { amount: 100, emails: ['team@example.com'] };
  expect(problemsOf(aDraft({ cluster, monitoring: {}, budget }))).toEqual([
    expect.stringMatching(/^monitoring must be left out with cluster\.kind "existing": /),
    expect.stringMatching(/^budget must be left out with cluster\.kind "existing": /),
  ]);
  expect(problemsOf(aDraft({ cluster }))).toEqual([]);
});

test('it has no node pools of ours', () => {
  expect(problemsOf(aDraft({ cluster: { ...cluster, nodePool: {} } }))).toEqual([
    expect.stringContaining('cluster.nodePool is not a known option'),
  ]);
});

test('entries may choose any of its nodes, and are as large as they say', () => {
  const agentPools = [{ name: 'linux', nodeSelector: { agentpool: 'agents' }, cpu: '30', memory: '100Gi', maxAgents: 400 }];
  expect(problemsOf(aDraft({ cluster, agentPools }))).toEqual([]);
});
