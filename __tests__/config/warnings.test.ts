import { KNOWN_REGIONS } from '../../config/azure/known-regions';
import { KNOWN_VM_SIZES, mayBeVmSize } from '../../config/azure/known-vm-sizes';
import { configWarnings } from '../../config/warnings';
import { VM_HOUR, VM_REGIONS } from '../../scripts/cost/vm-prices';
import { aConfig } from '../support/builders';

test('a valid config gets no warning', () => {
  expect(configWarnings(aConfig({ cluster: { agentNodePool: {} } }))).toEqual([]);
});

test.each([
  ['westeuropa', ' did you mean "westeurope"?'],
  ['uswest2', ' did you mean "westus2"?'],
  ['atlantis', ''],
])('region %s is unknown', (location, hint) => {
  expect(configWarnings(aConfig({ location }))).toEqual([
    `location is "${location}", which is not an Azure region that this project knows:${hint} Compare with: az account list-locations --query "[].name"`,
  ]);
});

test.each([
  ['Standard_D2sd_v5', ' did you mean "Standard_D2ds_v5"?'],
  ['Standard_d2ds_v5', ' did you mean "Standard_D2ds_v5"?'],
  ['Standard_D3ds_v5', ' did you mean "Standard_D2ds_v5"?'],
  ['Standard_large', ''],
])('VM size %s is unknown', (vmSize, hint) => {
  expect(configWarnings(aConfig({ cluster: { agentNodePool: { vmSize } } }))).toEqual([
    `cluster.agentNodePool.vmSize is "${vmSize}", which is not an Azure VM size that this project knows:${hint} Compare with: az vm list-sizes --location westeurope`,
  ]);
});

test.each(['Standard_NC24ads_A100_v4', 'Standard_E4-2ds_v5', 'Standard_M8ms', 'Basic_A2'])(
  '%s gets no warning, because its family is not listed',
  (size) => {
    expect(mayBeVmSize(size)).toBe(true);
  },
);

test('regions of other clouds get no warning', () => {
  expect(configWarnings(aConfig({ location: 'usgovvirginia' }))).toEqual([]);
});

test('every region and VM size with a price is known', () => {
  expect(VM_REGIONS.filter((region) => !KNOWN_REGIONS.includes(region))).toEqual([]);
  expect(Object.keys(VM_HOUR).filter((size) => !KNOWN_VM_SIZES.has(size))).toEqual([]);
});

test('more nodes than the cluster has addresses for', () => {
  const of = (maxNodes: number) => configWarnings(aConfig({ cluster: { nodePool: { maxNodes: 56 }, agentNodePool: { maxNodes } } }));
  expect(of(200)).toEqual([]);
  expect(of(201)).toEqual([
    'maxNodes of all node pools is 257 together, and the cluster has addresses for the pods of 256 nodes: later ones do not start. Lower it',
  ]);
});

test('a label that nodes of the agent node pool do not have by default', () => {
  const warningsOf = (nodeSelector: object, cluster: object = { agentNodePool: {} }) =>
    configWarnings(aConfig({ cluster, agentPools: [{ name: 'linux', nodeSelector }] }));
  expect(warningsOf({ disk: 'ssd' })).toEqual([
    'agentPools[0].nodeSelector.disk is a label that nodes of cluster.agentNodePool, which runs these agents, do not have by default: the pods may stay Pending. To choose another node pool, name it with kubernetes.azure.com/agentpool',
  ]);
  expect(warningsOf({ 'topology.kubernetes.io/zone': 'westeurope-1', agentpool: 'agents', 'kubernetes.azure.com/mode': 'user' })).toEqual(
    [],
  );
  expect(warningsOf({ disk: 'ssd', agentpool: 'gpu' })).toEqual([]);
  expect(warningsOf({ disk: 'ssd' }, {})).toEqual([]);
});
