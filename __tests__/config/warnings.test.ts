import { KNOWN_REGIONS } from '../../config/azure/known-regions';
import { KNOWN_VM_SIZES, mayBeVmSize } from '../../config/azure/known-vm-sizes';
import type { Config } from '../../config/types';
import { configWarnings } from '../../config/warnings';
import { VM_HOUR, VM_REGIONS } from '../../scripts/cost/vm-prices';
import { aConfig } from '../support/builders';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const warningsOf = (config: Config) => configWarnings(config, NOW);

test('a valid config gets no warning', () => {
  expect(warningsOf(aConfig({ cluster: { agentNodePool: {} } }))).toEqual([]);
});

test.each([
  ['westeuropa', ': did you mean "westeurope"?'],
  ['uswest2', ': did you mean "westus2"?'],
  ['atlantis', '.'],
])('region %s is unknown', (location, hint) => {
  expect(warningsOf(aConfig({ location }))).toEqual([
    `location is "${location}", which is not an Azure region that this project knows${hint} Compare with: az account list-locations --query "[].name"`,
  ]);
});

test.each([
  ['Standard_D2sd_v5', ': did you mean "Standard_D2ds_v5"?'],
  ['Standard_d2ds_v5', ': did you mean "Standard_D2ds_v5"?'],
  ['Standard_D3ds_v5', ': did you mean "Standard_D2ds_v5"?'],
  ['Standard_large', '.'],
])('VM size %s is unknown', (vmSize, hint) => {
  expect(warningsOf(aConfig({ cluster: { agentNodePool: { vmSize } } }))).toEqual([
    `cluster.agentNodePool.vmSize is "${vmSize}", which is not an Azure VM size that this project knows${hint} Compare with: az vm list-sizes --location westeurope`,
  ]);
});

test.each(['Standard_NC24ads_A100_v4', 'Standard_E4-2ds_v5', 'Standard_M8ms', 'Basic_A2'])(
  '%s gets no warning, because its family is not listed',
  (size) => {
    expect(mayBeVmSize(size)).toBe(true);
  },
);

test('regions of other clouds get no warning', () => {
  expect(warningsOf(aConfig({ location: 'usgovvirginia' }))).toEqual([]);
});

test('every region and VM size with a price is known', () => {
  expect(VM_REGIONS.filter((region) => !KNOWN_REGIONS.includes(region))).toEqual([]);
  expect(Object.keys(VM_HOUR).filter((size) => !KNOWN_VM_SIZES.has(size))).toEqual([]);
});

test('more nodes than the cluster has addresses for', () => {
  const of = (maxNodes: number) => warningsOf(aConfig({ cluster: { nodePool: { maxNodes: 56 }, agentNodePool: { maxNodes } } }));
  expect(of(200)).toEqual([]);
  expect(of(201)).toEqual([
    'maxNodes of all node pools is 257 together, and the cluster has addresses for the pods of 256 nodes: later ones do not start. Lower it',
  ]);
});

test('a label that nodes of the agent node pool do not have by default', () => {
  const labelsOf = (nodeSelector: object, cluster: object = { agentNodePool: {} }) =>
    warningsOf(aConfig({ cluster, agentPools: [{ name: 'linux', nodeSelector }] }));
  expect(labelsOf({ disk: 'ssd' })).toEqual([
    'agentPools[0].nodeSelector.disk is a label that nodes of cluster.agentNodePool, which runs these agents, do not have by default: the pods may stay Pending. To choose another node pool, name it with kubernetes.azure.com/agentpool',
  ]);
  expect(labelsOf({ 'topology.kubernetes.io/zone': 'westeurope-1', agentpool: 'agents', 'kubernetes.azure.com/mode': 'user' })).toEqual([]);
  expect(labelsOf({ disk: 'ssd', agentpool: 'gpu' })).toEqual([]);
  expect(labelsOf({ disk: 'ssd' }, {})).toEqual([]);
});

describe('entries that the scaler does not prefer for any job', () => {
  const of = (first: object, second: object, trigger = 'metrics-api') =>
    warningsOf(
      aConfig({
        keda: { trigger },
        agentPools: [
          { name: 'a', pool: 'aks', ...first },
          { name: 'b', pool: 'AKS', ...second },
        ],
      }),
    );
  const warning = (unused: number, preferred: number) =>
    `agentPools[${unused}] may get no jobs: agentPools[${preferred}] serves the same agent pool with smaller agents that have all capabilities of agentPools[${unused}], and the scaler prefers the smaller. Give agentPools[${unused}] a demand of its own, and let its jobs state it`;

  test('the smaller agents have all capabilities of the larger', () => {
    expect(of({ demands: ['size -equals small'] }, { cpu: '1' })).toEqual([warning(1, 0)]);
    expect(of({ memory: '3Gi', demands: ['gpu'] }, { capabilities: { GPU: '1', java: '21' } })).toEqual([warning(0, 1)]);
  });

  test.each([
    ['the larger have a demand of their own', {}, { cpu: '1', demands: ['size -equals large'] }],
    ['a value differs', { demands: ['size -equals small'] }, { cpu: '1', demands: ['size -equals large'] }],
    ['another agent pool', {}, { cpu: '1', pool: 'other' }],
    ['the same size, in the order of the config', {}, { nodeSelector: { agentpool: 'other' } }],
    ['warm agents', {}, { cpu: '1', warm: [{ agents: 1 }] }],
  ])('not if there is a reason for both: %s', (_, first, second) => {
    expect(of(first, second)).toEqual([]);
  });

  test('not with KEDA, which a rule keeps from two agents for one job', () => {
    expect(of({ demands: ['a'] }, { cpu: '1', demands: ['b'] }, 'azure-pipelines')).toEqual([]);
  });
});

describe('many polls', () => {
  const of = (count: number, trigger: string, pollingSeconds?: number) =>
    warningsOf(aConfig({ keda: { trigger }, agentPools: Array.from({ length: count }, (_, at) => ({ name: `e${at}`, pollingSeconds })) }));
  const warning = (polls: number, effect: string) =>
    `The deployment polls Azure DevOps ${polls} times in 5 minutes with one identity. Azure DevOps may delay the calls of an identity that makes so many; ${effect}. Raise agentPools[].pollingSeconds; docs/calls.md has the figures`;

  test('of the scaler', () => {
    expect(of(5, 'metrics-api')).toEqual([]);
    expect(of(6, 'metrics-api')).toEqual([warning(1800, 'the scaler then polls less often by itself')]);
  });

  test('of KEDA', () => {
    expect(of(5, 'azure-pipelines', 1)).toEqual([]);
    expect(of(6, 'azure-pipelines', 1)).toEqual([warning(1800, 'new jobs then wait longer')]);
    expect(of(6, 'azure-pipelines')).toEqual([]);
  });
});

describe('the end of the support of the Kubernetes version', () => {
  const at = (time: string, cluster: object = { kubernetesVersion: '1.36' }) => configWarnings(aConfig({ cluster }), Date.parse(time));
  const warning = (version: string, end: string) =>
    `cluster.kubernetesVersion is "${version}", and its support by AKS ${end}, AKS does not support creating a cluster with it, and existing ones get no security patches. Raise it, and by one minor version at a time if the cluster exists. List what AKS offers with: az aks get-versions --location westeurope`;

  test('gives no warning until 90 days before', () => {
    expect(at('2027-04-01T23:59:59Z')).toEqual([]);
    expect(at('2027-04-02T00:00:00Z')).toEqual([warning('1.36', 'ends on 2027-06-30: after that')]);
  });

  test('is the end of the last day', () => {
    expect(at('2027-06-30T23:59:59Z')).toEqual([warning('1.36', 'ends on 2027-06-30: after that')]);
    expect(at('2027-07-01T00:00:00Z')).toEqual([warning('1.36', 'ended on 2027-06-30: since then')]);
  });

  test('is a year later with the tier Premium, which has long-term support', () => {
    const premium = { kubernetesVersion: '1.34', skuTier: 'Premium' };
    expect(at('2026-12-01T00:00:00Z', { kubernetesVersion: '1.34', skuTier: 'Standard' })).toEqual([
      warning('1.34', 'ended on 2026-11-30: since then'),
    ]);
    expect(at('2026-12-01T00:00:00Z', premium)).toEqual([]);
    expect(at('2027-11-30T12:00:00Z', premium)).toEqual([warning('1.34', 'ends on 2027-11-30: after that')]);
  });

  test('is not known for a version that is newer than this project', () => {
    expect(at('2040-01-01T00:00:00Z', { kubernetesVersion: '1.99' })).toEqual([]);
  });
});
