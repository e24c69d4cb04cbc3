import { costLine } from '../../../scripts/cost/cost-line';
import { aConfig } from '../../support/builders';

const nodes = (nodePool: object, more: object = {}) => aConfig({ cluster: { nodePool, ...more } });

test('the default: what is paid when idle, and for an agent hour', () => {
  expect(costLine(aConfig())).toBe(
    'about 126 USD a month when idle, 0.068 USD an agent hour more (list prices of 2026-06, westeurope; docs/cost.md)',
  );
});

test('no number stands for a VM size that the table does not have', () => {
  expect(costLine(nodes({ vmSize: 'Standard_D2_v2' }))).toBe(
    'unknown when idle, unknown for an agent hour (list prices of 2026-06, westeurope; docs/cost.md); not known: 1 Standard_D2_v2, an hour of Standard_D2_v2',
  );
});

test('no number stands for a region that the table does not have', () => {
  expect(costLine(aConfig({ location: 'polandcentral' }))).toMatch(
    /^unknown when idle, unknown for an agent hour .*not known: 1 Standard_D2ds_v5,/,
  );
});

test('nothing is said of prices where a name is not known at all', () => {
  const vmSize = 'Standard_D2sd_v5';
  expect(costLine(aConfig({ location: 'moonbase1', cluster: { agentNodePool: { vmSize } } }))).toBe(
    'not counted, as location "moonbase1" is not an Azure region that this project knows, and cluster.agentNodePool.vmSize "Standard_D2sd_v5" is not an Azure VM size that this project knows',
  );
});

test('prices of your own count for names that are not known here', () => {
  const prices = { date: '2026-11-01', vmHour: { Standard_D2_v9: 1 }, loadBalancerHour: 0, publicIpHour: 0, registryDay: { Basic: 0 } };
  expect(costLine(aConfig({ location: 'moonbase1', cluster: { nodePool: { vmSize: 'Standard_D2_v9' } }, prices }))).toMatch(
    /^about 730 USD a month when idle/,
  );
});

test('a VM size of unknown room has no agent hour, but a price when idle', () => {
  const prices = { date: '2026-11-01', vmHour: { Standard_M8: 1 }, loadBalancerHour: 0, publicIpHour: 0, registryDay: { Basic: 0 } };
  expect(costLine(aConfig({ cluster: { nodePool: { vmSize: 'Standard_M8' } }, prices }))).toBe(
    'about 730 USD a month when idle, unknown for an agent hour (your prices of 2026-11, westeurope; docs/cost.md); not known: how many agents fit on Standard_M8',
  );
});

test('what has no price makes the sum a least one, and is named', () => {
  expect(costLine(nodes({ osDiskType: 'Managed' }, { skuTier: 'Premium' }))).toMatch(
    /^at least 126 USD a month when idle, .*; not known: managed OS disk of 64 GiB, AKS tier Premium$/,
  );
});

test('spot VMs without a price cost at most what regular ones do', () => {
  const text = costLine(aConfig({ cluster: { agentNodePool: { spot: true } } }));
  expect(text).toMatch(/^about 126 USD a month when idle, at most 0\.045 USD an agent hour more, spot VMs cost less \(/);
});

test('spot VMs with a price cost that', () => {
  const prices = { currency: 'EUR', date: '2026-11-01', vmHour: { Standard_D2ds_v5: 0.1 }, spotVmHour: { Standard_D4ds_v5: 0.12 } };
  expect(costLine(aConfig({ cluster: { agentNodePool: { spot: true } }, prices }))).toMatch(
    /^at least 73 EUR a month when idle, 0\.020 EUR an agent hour more \(your prices of 2026-11, westeurope/,
  );
});

test('agents of several sizes cost from the least to the most', () => {
  const agentPools = [{ name: 'small' }, { name: 'large', cpu: '1500m', memory: '4Gi' }];
  expect(costLine(aConfig({ agentPools }))).toContain(', 0.068 to 0.14 USD an agent hour more (');
});

test('nothing is said of nodes that are not of this deployment', () => {
  expect(costLine(aConfig({ agentPools: [{ name: 'linux', nodeSelector: { a: 'b' } }] }))).toContain(', agents run on nodes of your own (');
});

test('labels of its own leave an entry on the agent node pool, another node pool does not', () => {
  const line = (nodeSelector: object) =>
    costLine(aConfig({ cluster: { agentNodePool: {} }, agentPools: [{ name: 'linux', nodeSelector }] }));
  expect(line({ 'topology.kubernetes.io/zone': 'westeurope-1' })).toContain(', 0.045 USD an agent hour more (');
  expect(line({ agentpool: 'gpu' })).toContain(', agents run on nodes of your own (');
});

test('monitoring is named, as what it costs depends on use', () => {
  expect(costLine(aConfig({ monitoring: {} }))).toMatch(/; not known: monitoring, by its samples$/);
});
