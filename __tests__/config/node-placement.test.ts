import { nodePoolOf, placementOf } from '../../config/node-placement';
import type { AgentPoolConfig } from '../../config/types';
import { aConfig } from '../support/builders';

const { cluster: withoutAgentNodes } = aConfig();
const { cluster: withAgentNodes } = aConfig({ cluster: { agentNodePool: {} } });
const { cluster: withSpotNodes } = aConfig({ cluster: { agentNodePool: { spot: true } } });
const dedicated = { key: 'dedicated', operator: 'Equal', value: 'azure-pipelines-agents', effect: 'NoSchedule' } as const;
const spot = { key: 'kubernetes.azure.com/scalesetpriority', operator: 'Equal', value: 'spot', effect: 'NoSchedule' } as const;

const entry = (nodeSelector: Readonly<Record<string, string>>, tolerations: AgentPoolConfig['tolerations'] = []) => ({
  nodeSelector,
  tolerations,
});

test.each([
  ['without labels', {}],
  ['with labels of its own', { 'topology.kubernetes.io/zone': 'westeurope-1' }],
  ['with a mode that fits', { 'kubernetes.azure.com/mode': 'user' }],
  ['that names the agent node pool', { agentpool: 'agents' }],
])('an entry %s runs on the agent node pool', (_, nodeSelector) => {
  expect(placementOf(entry(nodeSelector), withAgentNodes)).toEqual({
    nodeSelector: { ...nodeSelector, dedicated: 'azure-pipelines-agents' },
    tolerations: [dedicated],
  });
});

test.each([
  ['kubernetes.azure.com/agentpool', 'gpu'],
  ['agentpool', 'gpu'],
  ['dedicated', 'gpu'],
  ['kubernetes.azure.com/mode', 'system'],
])('an entry with %s %s runs on the nodes that it selects', (label, value) => {
  const nodeSelector = { [label]: value };
  expect(placementOf(entry(nodeSelector), withAgentNodes)).toEqual({ nodeSelector, tolerations: [] });
  expect(nodePoolOf(nodeSelector, true)).toBeUndefined();
});

test('without an agent node pool, nothing is added', () => {
  expect(placementOf(entry({ disk: 'ssd' }), withoutAgentNodes)).toEqual({ nodeSelector: { disk: 'ssd' }, tolerations: [] });
  expect([nodePoolOf({}, false), nodePoolOf({ disk: 'ssd' }, false)]).toEqual(['nodePool', undefined]);
});

test("the entry's own tolerations come first, without duplicates", () => {
  const own = [
    { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' },
    { ...spot, value: 'other' },
  ] as const;
  expect(placementOf(entry({}, own), withSpotNodes).tolerations).toEqual([...own, spot]);
});
