import { costLine } from '../../../scripts/cost/cost-line';
import { aConfig, aGitHubConfig } from '../../support/builders';

const nodes = (nodePool: object, more: object = {}) => aConfig({ cluster: { nodePool, ...more } });

test('the default config: costs when idle, and of an agent hour', () => {
  expect(costLine(aConfig())).toBe(
    'about 126 USD a month when idle, 0.068 USD an agent hour more (list prices of 2026-06, westeurope; docs/cost.md)',
  );
});

test('a VM size without a price has no number', () => {
  expect(costLine(nodes({ vmSize: 'Standard_D2_v2' }))).toBe(
    'unknown when idle, unknown for an agent hour (list prices of 2026-06, westeurope; docs/cost.md); not known: 1 Standard_D2_v2, an hour of Standard_D2_v2',
  );
});

test('a region without prices has no number', () => {
  expect(costLine(aConfig({ location: 'polandcentral' }))).toMatch(
    /^unknown when idle, unknown for an agent hour .*not known: 1 Standard_D2ds_v5,/,
  );
});

test('for an unknown name, no prices are shown', () => {
  const vmSize = 'Standard_D2sd_v5';
  expect(costLine(aConfig({ location: 'moonbase1', cluster: { agentNodePool: { vmSize } } }))).toBe(
    'not counted, because location "moonbase1" is not an Azure region that this project knows, and cluster.agentNodePool.vmSize "Standard_D2sd_v5" is not an Azure VM size that this project knows',
  );
});

test('your own prices count for names that this project does not know', () => {
  const prices = { date: '2026-11-01', vmHour: { Standard_D2_v9: 1 }, loadBalancerHour: 0, publicIpHour: 0, registryDay: { Basic: 0 } };
  expect(costLine(aConfig({ location: 'moonbase1', cluster: { nodePool: { vmSize: 'Standard_D2_v9' } }, prices }))).toMatch(
    /^about 730 USD a month when idle/,
  );
});

test('for a VM size of unknown hardware, the cost of an agent hour is unknown, but not that of an idle cluster', () => {
  const prices = { date: '2026-11-01', vmHour: { Standard_M8: 1 }, loadBalancerHour: 0, publicIpHour: 0, registryDay: { Basic: 0 } };
  expect(costLine(aConfig({ cluster: { nodePool: { vmSize: 'Standard_M8' } }, prices }))).toBe(
    'about 730 USD a month when idle, unknown for an agent hour (your prices of 2026-11, westeurope; docs/cost.md); not known: how many agents fit on Standard_M8',
  );
});

test('an item without a price is listed, and makes the sum a lower bound', () => {
  expect(costLine(nodes({ osDiskType: 'Managed' }, { skuTier: 'Premium' }))).toMatch(
    /^at least 126 USD a month when idle, .*; not known: managed OS disk of 64 GiB, AKS tier Premium$/,
  );
});

test('spot VMs without a price cost at most as much as regular ones', () => {
  const text = costLine(aConfig({ cluster: { agentNodePool: { spot: true } } }));
  expect(text).toMatch(/^about 126 USD a month when idle, at most 0\.045 USD an agent hour more, spot VMs cost less \(/);
});

test('spot VMs with a price cost that price', () => {
  const prices = { currency: 'EUR', date: '2026-11-01', vmHour: { Standard_D2ds_v5: 0.1 }, spotVmHour: { Standard_D4ds_v5: 0.12 } };
  expect(costLine(aConfig({ cluster: { agentNodePool: { spot: true } }, prices }))).toMatch(
    /^at least 73 EUR a month when idle, 0\.020 EUR an agent hour more \(your prices of 2026-11, westeurope/,
  );
});

test('for agents of several sizes, the lowest and the highest cost is shown', () => {
  const agentPools = [{ name: 'small' }, { name: 'large', cpu: '1500m', memory: '4Gi' }];
  expect(costLine(aConfig({ agentPools }))).toContain(', 0.068 to 0.14 USD an agent hour more (');
});

test('nodes outside of this deployment are not counted', () => {
  expect(costLine(aConfig({ agentPools: [{ name: 'linux', nodeSelector: { a: 'b' } }] }))).toContain(', agents run on nodes of your own (');
});

test('an entry with labels runs on the agent node pool, unless it selects another one', () => {
  const line = (nodeSelector: object) =>
    costLine(aConfig({ cluster: { agentNodePool: {} }, agentPools: [{ name: 'linux', nodeSelector }] }));
  expect(line({ 'topology.kubernetes.io/zone': 'westeurope-1' })).toContain(', 0.045 USD an agent hour more (');
  expect(line({ agentpool: 'gpu' })).toContain(', agents run on nodes of your own (');
});

test('monitoring is listed as not counted, because its costs depend on use', () => {
  expect(costLine(aConfig({ monitoring: {} }))).toMatch(/; not known: monitoring, by its samples$/);
});

describe('warm agents', () => {
  const always = (agents: number) => [{ agents }];
  const office = (agents: number) => [
    { agents, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' },
  ];
  const line = (entries: readonly object[], more: object = {}) =>
    costLine(
      aConfig({
        keda: { trigger: 'metrics-api' },
        agentPools: entries.map((entry, index) => ({ name: `entry-${index}`, demands: [`entry-${index}`], ...entry })),
        ...more,
      }),
    );

  test('cost as much as the nodes that they keep alive, in the hours of their windows', () => {
    // A Standard_D2ds_v5 for 730 hours is 99.28 USD, and 2 agents fit on it.
    expect(line([{ warm: always(2) }])).toContain(', 0.068 USD an agent hour more, warm agents about 99 USD a month more (list prices');
    // 52.5 of 168 hours.
    expect(line([{ warm: office(2) }])).toContain(', warm agents about 31 USD a month more (');
  });

  test('one on a node costs the whole node', () => {
    expect(line([{ warm: always(1) }])).toContain(', warm agents about 99 USD a month more (');
    expect(line([{ warm: always(3) }])).toContain(', warm agents about 199 USD a month more (');
  });

  test('of several entries share nodes', () => {
    const cluster = { agentNodePool: {} };
    // 6 agents fit on a Standard_D4ds_v5.
    expect(line([{ warm: always(2) }, { warm: always(4) }], { cluster })).toContain(', warm agents about 199 USD a month more (');
    expect(line([{ warm: always(2) }, { warm: always(5) }], { cluster })).toContain(', warm agents about 397 USD a month more (');
  });

  test('cost nothing more on nodes of the agent node pool that always run', () => {
    const on = (minNodes: number) => line([{ warm: always(7) }], { cluster: { agentNodePool: { minNodes } } });
    expect(on(1)).toContain(', warm agents about 199 USD a month more (');
    expect(on(3)).toContain(', warm agents about 0 USD a month more (');
  });

  test('share them only while their windows are open at the same time', () => {
    const day = { agents: 1, from: '06:00', to: '18:00', timeZone: 'UTC' };
    const night = { agents: 1, from: '18:00', to: '06:00', timeZone: 'UTC' };
    expect(line([{ warm: [day] }, { warm: [night] }])).toContain(', warm agents about 99 USD a month more (');
    expect(line([{ warm: [day] }, { warm: [day] }])).toContain(', warm agents about 50 USD a month more (');
  });

  test('on spot nodes without a price cost at most as much as on regular ones', () => {
    expect(line([{ warm: always(1) }], { cluster: { agentNodePool: { spot: true } } })).toContain(
      ', warm agents at most 199 USD a month more (',
    );
  });

  test('without a price of the nodes, or with an unknown number of agents on a node, have no number', () => {
    expect(line([{ warm: always(1) }], { location: 'polandcentral' })).toContain(', unknown for warm agents (');
    const prices = { date: '2026-11-01', vmHour: { Standard_M8: 1 } };
    expect(line([{ warm: always(1) }], { cluster: { nodePool: { vmSize: 'Standard_M8' } }, prices })).toContain(
      ', unknown for warm agents (',
    );
  });

  test('on nodes outside of this deployment are not counted', () => {
    expect(line([{ warm: always(1), nodeSelector: { a: 'b' } }, {}])).not.toContain('warm');
  });
});

test('runners cost what agents of their size cost, and are called by their name', () => {
  const [agents, runners] = [costLine(aConfig()), costLine(aGitHubConfig())];
  expect(runners).toBe(agents.replace('an agent hour', 'a runner hour'));
  const both = aConfig({
    gitHub: { url: 'https://github.com/contoso' },
    runnerPools: [{ name: 'gh-linux', cpu: '1', memory: '4Gi', warm: [{ agents: 1 }] }],
  });
  expect(costLine(both)).toMatch(
    /^about 126 USD a month when idle, 0\.068 to 0\.14 USD an agent or runner hour more, warm agents and runners about \d+ USD a month more \(/,
  );
  expect(costLine(aGitHubConfig({ runnerPools: [{ name: 'a', nodeSelector: { disk: 'fast' } }] }))).toContain(
    ', runners run on nodes of your own (',
  );
});

test('a cluster and a registry of others cost no more when idle', () => {
  const cluster = { kind: 'existing', name: 'aks-shared', resourceGroup: 'rg-clusters' };
  const id =
    '/subscriptions/00000000-0000-0000-0000-0000000000ee/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/contoso';
  const line = (changes: object) => costLine(aConfig({ cluster, ...changes }));
  expect(line({ registry: { kind: 'existing', id } })).toMatch(/^nothing more when idle, agents run on nodes of your own \(/);
  expect(line({})).toMatch(/^about 5 USD a month when idle, /);
});
