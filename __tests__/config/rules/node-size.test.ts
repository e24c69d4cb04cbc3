import { aDraft, type Draft, problemsOf } from '../../support/builders';

const onSize = (vmSize: string, pool: Draft) =>
  problemsOf(aDraft({ cluster: { nodePool: { vmSize, osDiskType: 'Managed' } }, agentPools: [{ name: 'linux', ...pool }] }));

test('CPU must fit on a node together with the registrar', () => {
  expect(onSize('Standard_D2ds_v5', { cpu: '1850m' })).toEqual([]);
  expect(onSize('Standard_D2ds_v5', { cpu: '1851m' })).toEqual([
    'agentPools[0].cpu must fit on a node of size Standard_D2ds_v5, which has room for 1850m, got "1851m": lower it, or choose a larger vmSize',
  ]);
});

test('memory must fit on a node together with the registrar', () => {
  expect(onSize('Standard_D2ds_v5', { memory: '5916Mi' })).toEqual([]);
  expect(onSize('Standard_D2ds_v5', { memory: '5917Mi' })).toEqual([
    'agentPools[0].memory must fit on a node of size Standard_D2ds_v5, which has room for 5.7Gi, got "5917Mi": lower it, or choose a larger vmSize',
  ]);
});

test('an unknown VM size is not checked', () => {
  expect(onSize('Standard_NC24ads_A100_v4', { cpu: '20', memory: '200Gi' })).toEqual([]);
});

test('agents must fit on the agent node pool if there is one', () => {
  const cluster = { agentNodePool: { vmSize: 'Standard_D8ds_v5' } };
  expect(problemsOf(aDraft({ cluster, agentPools: [{ name: 'linux', cpu: '7' }] }))).toEqual([]);
});

test('an entry that selects other nodes is not checked', () => {
  expect(onSize('Standard_D2ds_v5', { cpu: '16', nodeSelector: { pool: 'huge' } })).toEqual([]);
});

test('an entry with labels is checked against the agent node pool, unless it selects another one', () => {
  const on = (nodeSelector: Draft) =>
    problemsOf(aDraft({ cluster: { agentNodePool: {} }, agentPools: [{ name: 'linux', cpu: '5', nodeSelector }] }));
  expect(on({ 'topology.kubernetes.io/zone': 'westeurope-1' })).toEqual([
    'agentPools[0].cpu must fit on a node of size Standard_D4ds_v5, which has room for 3810m, got "5": lower it, or choose a larger vmSize',
  ]);
  expect(on({ agentpool: 'gpu' })).toEqual([]);
});

test('minNodes must not be above maxNodes', () => {
  const nodes = (minNodes: number) => problemsOf(aDraft({ cluster: { nodePool: { minNodes, maxNodes: 2 } } }));
  expect(nodes(2)).toEqual([]);
  expect(nodes(3)).toEqual(['cluster.nodePool.minNodes must not be above maxNodes (2), got 3: lower it, or raise maxNodes']);
});

test('an ephemeral OS disk needs a local disk', () => {
  const disk = (vmSize: string) => problemsOf(aDraft({ cluster: { agentNodePool: { vmSize } } }));
  expect(disk('Standard_D4ads_v5')).toEqual([]);
  expect(disk('Standard_D4s_v5')).toEqual([
    'cluster.agentNodePool.osDiskType can\'t be Ephemeral on Standard_D4s_v5, which has no local disk, got "Ephemeral": use Managed, or a size with a "d" in its name',
  ]);
});

test.each([
  ['the agent node pool', { agentNodePool: 5 }, {}],
  ['its size', { agentNodePool: { vmSize: 'large' } }, {}],
  ['the choice of nodes', {}, { nodeSelector: { 'a b': '' } }],
])('nothing is checked while %s is invalid', (_, cluster, pool) => {
  expect(problemsOf(aDraft({ cluster, agentPools: [{ name: 'linux', cpu: '16', ...pool }] }))).toHaveLength(1);
});
