import { agentNodeDrainMinutes, drainMinutesFor, drainTimeout, nodeUpdateMinutes } from '../../config/drain-time';
import { entriesOf } from '../../config/entries';
import { ownNodePools } from '../../config/own-node-pools';
import type { Config, CreatedCluster } from '../../config/types';
import type { StackPlan } from './plan-stack';

type AgentNodePool = NonNullable<CreatedCluster['agentNodePool']>;

const VERSION = 'whether it raises the Kubernetes version, and what to do if AKS refuses that: npm run doctor -- --only kubernetes-upgrade';

/** What a list of changes does not show: how long a deploy may wait for jobs if a change replaces nodes. */
export function planNotes(plans: readonly StackPlan[], config: Config): readonly string[] {
  const { nodePool, agentNodePool } = ownNodePools(config);
  const drainMinutes = drainMinutesFor(entriesOf(config));
  const changes = plans.flatMap((plan) => (plan.kind === 'planned' ? plan.changes : []));
  return changes
    .filter(({ change }) => change === 'update')
    .flatMap(({ address }) => {
      switch (address.split('.')[0]) {
        case 'azurerm_kubernetes_cluster':
          return nodePool === undefined ? [] : [waits(address, nodePool.maxNodes, drainMinutes), VERSION];
        case 'azurerm_kubernetes_cluster_node_pool':
          return agentNodePool === undefined ? [] : [agentNodesWait(address, agentNodePool, drainMinutes)];
        default:
          return [];
      }
    });
}

const agentNodesWait = (address: string, { spot, maxNodes }: AgentNodePool, drainMinutes: number): string =>
  waits(address, maxNodes, agentNodeDrainMinutes(spot, drainMinutes));

const waits = (address: string, maxNodes: number, drainMinutes: number): string =>
  `${address}: a change that replaces nodes first waits for the jobs on each, up to ${drainTimeout(drainMinutes)} minutes a node. Terraform waits up to ${nodeUpdateMinutes(maxNodes, drainMinutes)} minutes; if it is stopped before, AKS continues without it`;
