import { aDraft, type Draft, problemsOf } from '../../support/builders';

const asking = (nodeSelector: Draft, more: Draft = {}) => problemsOf(aDraft({ agentPools: [{ name: 'linux', nodeSelector }], ...more }));
const onAgentNodes = (nodeSelector: Draft, agentNodePool: Draft = {}) => asking(nodeSelector, { cluster: { agentNodePool } });
const path = (key: string) => `agentPools[0].nodeSelector[${JSON.stringify(key)}]`;
const OTHER = 'leave it out, or name another node pool with kubernetes.azure.com/agentpool';

test.each(['kubernetes.io/arch', 'beta.kubernetes.io/arch'])('%s of ARM is rejected while the image is built only for x86-64', (key) => {
  expect(asking({ [key]: 'amd64' })).toEqual([]);
  expect(asking({ [key]: 'arm64' })).toEqual([
    `${path(key)} must be a label of nodes with x86-64 processors, for which the agent image is built, got "arm64": leave it out`,
  ]);
  expect(asking({ [key]: 'arm64' }, { image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' } })).toEqual([]);
});

test('nodes with Windows are rejected', () => {
  expect(asking({ 'kubernetes.io/os': 'linux' })).toEqual([]);
  expect(asking({ 'kubernetes.io/os': 'windows' })).toEqual([
    `${path('kubernetes.io/os')} must be a label of nodes with Linux, for which the agent image is built, got "windows": leave it out`,
  ]);
});

test.each([
  ['node.kubernetes.io/instance-type', 'Standard_D4ds_v5', 'Standard_D8ds_v5'],
  ['kubernetes.io/arch', 'amd64', 'riscv64'],
])('on the agent node pool %s is %s and not %s', (key, good, bad) => {
  expect(onAgentNodes({ [key]: good })).toEqual([]);
  expect(onAgentNodes({ [key]: bad })).toEqual([
    `${path(key)} must be a label of a node of cluster.agentNodePool, which runs these agents; there it is "${good}", got "${bad}": ${OTHER}`,
  ]);
  expect(onAgentNodes({ [key]: bad, agentpool: 'mine' })).toEqual([]);
});

test('spot nodes can be selected only if the agent node pool has them', () => {
  const spot = { 'kubernetes.azure.com/scalesetpriority': 'spot' };
  expect(onAgentNodes(spot, { spot: true })).toEqual([]);
  expect(onAgentNodes(spot)).toEqual([
    `${path('kubernetes.azure.com/scalesetpriority')} must be a label of a node of cluster.agentNodePool, which runs these agents; there it is absent, got "spot": ${OTHER}`,
  ]);
});

test('an entry that selects the agent node pool must not select another one', () => {
  expect(onAgentNodes({ agentpool: 'agents', dedicated: 'azure-pipelines-agents', 'kubernetes.azure.com/mode': 'user' })).toEqual([]);
  expect(onAgentNodes({ agentpool: 'agents', 'kubernetes.azure.com/mode': 'system' })).toEqual([
    `${path('kubernetes.azure.com/mode')} must be a label of a node of cluster.agentNodePool, which runs these agents; there it is "user", got "system": ${OTHER}`,
  ]);
});

test('labels that any node may have are accepted', () => {
  expect(onAgentNodes({ 'topology.kubernetes.io/zone': 'westeurope-1', disk: 'ssd' })).toEqual([]);
});
