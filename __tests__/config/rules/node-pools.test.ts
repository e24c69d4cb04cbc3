import { aDraft, type Draft, problemsOf } from '../../support/builders';

const REFERENCE = { kind: 'reference', reference: 'example.azurecr.io/agent:1' };
const managed = (vmSize: string, more: Draft = {}) => ({ vmSize, osDiskType: 'Managed', ...more });

test.each(['nodePool', 'agentNodePool'])('cluster.%s needs x86-64 processors while the image is built only for them', (pool) => {
  const arm = { cluster: { [pool]: managed('Standard_D4ps_v5') } };
  expect(problemsOf(aDraft({ cluster: { [pool]: managed('Standard_D4s_v5') } }))).toEqual([]);
  expect(problemsOf(aDraft(arm))).toEqual([
    `cluster.${pool}.vmSize must have x86-64 processors, for which the agent image is built (a "p" in the name means ARM), got "Standard_D4ps_v5": choose a size without "p", or set image.reference to an image for both`,
  ]);
  expect(problemsOf(aDraft({ ...arm, image: REFERENCE }))).toEqual([]);
});

test.each(['nodePool', 'agentNodePool'])('cluster.%s needs 2 vCPUs', (pool) => {
  expect(problemsOf(aDraft({ cluster: { [pool]: managed('Standard_F2s') } }))).toEqual([]);
  expect(problemsOf(aDraft({ cluster: { [pool]: managed('Standard_F1s') } }))).toEqual([
    `cluster.${pool}.vmSize must have at least 2 vCPUs, which AKS requires of every node, got "Standard_F1s": choose a larger size`,
  ]);
});

test('the default node pool needs 4 GiB', () => {
  const agentPools = [{ name: 'linux', cpu: '100m', memory: '256Mi' }];
  expect(problemsOf(aDraft({ agentPools, cluster: { nodePool: managed('Standard_B2s') } }))).toEqual([]);
  expect(problemsOf(aDraft({ agentPools, cluster: { nodePool: managed('Standard_B2ts_v2') } }))).toEqual([
    'cluster.nodePool.vmSize must have at least 4 GiB of memory, which AKS requires of nodes that run its own pods (it has 1), got "Standard_B2ts_v2": choose a larger size',
  ]);
});

test('the agent node pool may have less memory', () => {
  const cluster = { agentNodePool: managed('Standard_A2') };
  expect(problemsOf(aDraft({ agentPools: [{ name: 'linux', cpu: '100m', memory: '256Mi' }], cluster }))).toEqual([]);
});

test('spot is rejected for VM sizes without spot VMs', () => {
  const spot = (vmSize: string) => problemsOf(aDraft({ cluster: { agentNodePool: managed(vmSize, { spot: true }) } }));
  expect(spot('Standard_D4s_v5')).toEqual([]);
  expect(spot('Standard_B4ms')).toEqual([
    "cluster.agentNodePool.spot can't be true on Standard_B4ms: Azure has no spot VMs of the B family or of promotional sizes, got true: leave it out, or choose another size",
  ]);
});
