import { planNotes } from '../../../scripts/lib/plan-notes';
import type { StackPlan } from '../../../scripts/lib/plan-stack';
import { planMarkdown, planText } from '../../../scripts/lib/plan-summary';
import { aConfig, aGitHubConfig } from '../../support/builders';
import { synthApp } from '../../support/synth';

const CLUSTER = 'azurerm_kubernetes_cluster.cluster';
const NODE_POOL = 'azurerm_kubernetes_cluster_node_pool.cluster_agent_node_pool';
const config = aConfig({ cluster: { nodePool: { maxNodes: 4 }, agentNodePool: { maxNodes: 7 } }, agentPools: [{ name: 'a', pool: 'a' }] });

const planned = (...changes: (StackPlan & { kind: 'planned' })['changes']): StackPlan => ({
  stack: 'a-platform',
  kind: 'planned',
  changes,
  outputs: [],
});
const updates = planned({ change: 'update', address: CLUSTER }, { change: 'update', address: NODE_POOL });

test('a plan says how long a change of nodes may wait for jobs', () => {
  const notes = planNotes([updates], config);
  expect(notes).toEqual([
    `${CLUSTER}: a change that replaces nodes first waits for the jobs on each, up to 65 minutes a node. Terraform waits up to 390 minutes; if it is stopped before, AKS continues without it`,
    'whether it raises the Kubernetes version, and what to do if AKS refuses that: npm run doctor -- --only kubernetes-upgrade',
    `${NODE_POOL}: a change that replaces nodes first waits for the jobs on each, up to 65 minutes a node. Terraform waits up to 615 minutes; if it is stopped before, AKS continues without it`,
  ]);
  expect(planText([updates], notes)).toContain(`\nNote: ${CLUSTER}: a change`);
  expect(planMarkdown([updates], notes)).toContain(`\n\nNote: ${CLUSTER}: a change`);
});

test.each([
  ['nothing changes', planned()],
  ['the cluster is created', planned({ change: 'create', address: CLUSTER })],
  ['something else changes', planned({ change: 'update', address: 'azurerm_container_registry.registry' })],
  ['there is no plan', { stack: 'a', kind: 'waiting', behind: ['b'] } satisfies StackPlan],
])('a plan says nothing about nodes when %s', (_, plan) => {
  expect(planNotes([plan], config)).toEqual([]);
});

test('the minutes are those that Terraform is given', () => {
  const platform = JSON.stringify(synthApp(config));
  expect(platform).toContain('"update":"390m"');
  expect(platform).toContain('"update":"615m"');
});

test('the minutes are those that Terraform is given, also for spot nodes and short jobs', () => {
  const spot = aConfig({
    cluster: { agentNodePool: { maxNodes: 10, spot: true } },
    agentPools: [{ name: 'a', pool: 'a', jobTimeoutMinutes: 1 }],
  });
  expect(planNotes([planned({ change: 'update', address: NODE_POOL })], spot)[0]).toContain(
    'up to 30 minutes a node. Terraform waits up to 490',
  );
  expect(JSON.stringify(synthApp(spot))).toContain('"update":"490m"');
});

test('jobs of runner pools delay a change of nodes like those of agent pools', () => {
  const runners = aGitHubConfig({ runnerPools: [{ name: 'a', jobTimeoutMinutes: 300 }] });
  expect(planNotes([updates], runners)[0]).toContain('up to 305 minutes a node');
  const both = aConfig({ gitHub: { url: 'https://github.com/contoso' }, runnerPools: [{ name: 'a', jobTimeoutMinutes: 300 }] });
  expect(planNotes([updates], both)[0]).toContain('up to 305 minutes a node');
});
