import { PLACEHOLDER } from '../../../config/timings';
import type { Deployment } from '../../../operate/lib/cluster/objects';
import { leftAgents, leftBehindAfter } from '../../../operate/lib/left-agents';
import type { Agent } from '../../../providers/contract/agent-service';

const NOW = Date.UTC(2026, 10, 25, 10);
const MINUTE = 60_000;

/** The Deployment of a placeholder with these variables. */
const placeholderWith = (variables: Readonly<Record<string, string>>): Deployment => ({
  metadata: { name: 'pipelines-linux-placeholder', labels: {}, annotations: {}, creationTimestamp: NOW, deletionTimestamp: undefined },
  spec: {
    replicas: 1,
    template: {
      spec: {
        initContainers: [],
        containers: [{ name: 'placeholder', image: '', env: Object.entries(variables).map(([name, value]) => ({ name, value })) }],
      },
    },
  },
  status: { readyReplicas: 1, conditions: [] },
});

describe('an agent is left behind a round after the placeholder should have reaped it', () => {
  const byDefault = PLACEHOLDER.reapAfter.seconds + PLACEHOLDER.round.seconds;

  test.each<[string, Deployment | undefined, number]>([
    ['by default', placeholderWith({}), byDefault],
    ['if the placeholder is not deployed', undefined, byDefault],
    ['with the settings of the deployed placeholder', placeholderWith({ AZP_REAP_MINUTES: '60', AZP_KEEP_SECONDS: '30' }), 3630],
    ['if a setting is not a number', placeholderWith({ AZP_REAP_MINUTES: 'soon' }), byDefault],
  ])('%s', (_, placeholder, seconds) => {
    expect(leftBehindAfter(placeholder).seconds).toBe(seconds);
  });
});

describe('agents that are left behind', () => {
  const agent = (suffix: string, minutes: number): Agent => ({
    id: 1,
    name: `pipelines-linux-${suffix}`,
    enabled: true,
    status: 'offline',
    statusChangedOn: NOW - minutes * MINUTE,
  });
  const owner = { scaledJobName: 'pipelines-linux', placeholderName: 'pipelines-linux-placeholder', livePods: new Set<string>() };
  const after = leftBehindAfter(undefined);

  test('have been offline for longer, and have no pod', () => {
    const value = [agent('bcdfg-bcdfg', 17), agent('hjklm-hjklm', 15), agent('npqrs-npqrs', 17), agent('placeholder', 17)];
    const livePods = new Set(['pipelines-linux-npqrs-npqrs']);
    const found = leftAgents({ value, serverTime: NOW }, { ...owner, livePods }, after);
    expect(found.map(({ name }) => name)).toEqual(['pipelines-linux-bcdfg-bcdfg']);
  });

  test('are unknown without the time of the service', () => {
    expect(leftAgents({ value: [agent('bcdfg-bcdfg', 17)], serverTime: undefined }, owner, after)).toEqual([]);
  });
});
