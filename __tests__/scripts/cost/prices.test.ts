import { vmSize } from '../../../config/azure/vm-size';
import { idleItems } from '../../../scripts/cost/idle';
import { listPrices } from '../../../scripts/cost/list-prices';
import { VM_HOUR, VM_REGIONS } from '../../../scripts/cost/vm-prices';
import { aConfig, aDraft, problemsOf } from '../../support/builders';
import { createdCluster } from '../../support/created-parts';

const family = (size: string) => size.replace(/^Standard_([A-Z])\d+/, '$1');

test('every VM size has a price in every region', () => {
  for (const prices of Object.values(VM_HOUR)) expect(prices).toHaveLength(VM_REGIONS.length);
});

test('sizes of one family cost the same for each core, which a price for Windows would not', () => {
  const perCore = new Map<string, number>();
  for (const [size, prices] of Object.entries(VM_HOUR)) {
    prices.forEach((price, index) => {
      const key = `${family(size)} in ${VM_REGIONS[index]}`;
      const own = price / (vmSize(size)?.cpus ?? Number.NaN);
      expect([key, Math.abs(own / (perCore.get(key) ?? own) - 1) < 0.02]).toEqual([key, true]);
      perCore.set(key, perCore.get(key) ?? own);
    });
  }
});

test('the defaults of the schema have a price', () => {
  const cluster = createdCluster(aConfig({ cluster: { agentNodePool: {} } }));
  const { vmHour } = listPrices('westeurope');
  expect(vmHour[cluster.nodePool.vmSize]).toBe(0.136);
  expect(vmHour[cluster.agentNodePool?.vmSize ?? '']).toBe(0.272);
});

test('idle nodes of both node pools are counted, and the tier', () => {
  const config = aConfig({ cluster: { skuTier: 'Standard', nodePool: { minNodes: 2 }, agentNodePool: { minNodes: 1 } } });
  const month = Object.fromEntries(idleItems(config, listPrices('westeurope')).map((item) => [item.what, item.month]));
  expect(month['2 Standard_D2ds_v5']).toBeCloseTo(198.56);
  expect(month['1 Standard_D4ds_v5']).toBeCloseTo(198.56);
  expect(month['AKS tier Standard']).toBeCloseTo(73);
  expect(month['load balancer']).toBeCloseTo(18.25);
  expect(month['registry Basic']).toBeCloseTo(5.08);
});

test('prices are accepted for any name of a VM size in Azure', () => {
  expect(problemsOf(aDraft({ prices: { date: '2026-11-01', vmHour: { 'Standard_M8-2ms': 1, Basic_A1: 1 } } }))).toEqual([]);
});

test('the prices of a config are checked like its other options', () => {
  expect(problemsOf(aDraft({ prices: { date: '2026', vmHour: { D2: 1, Standard_D2ds_v5: '0.1' } } }))).toEqual([
    'prices.date must be a day, like 2026-11-01, got "2026": write year, month and day',
    'prices.vmHour.D2 must be the name of an Azure VM size, like Standard_D2ds_v5, got "D2": list the sizes of a region with: az vm list-sizes --location <location>',
    'prices.vmHour.Standard_D2ds_v5 must be a price from 0 to 10000, got "0.1": write it without quotes: 0.1',
  ]);
});
