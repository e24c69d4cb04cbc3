import { KubernetesClusterNodePool } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool';
import { Construct } from 'constructs';
import { MAX_PODS_PER_NODE } from '../../config/azure/vm-size';
import { agentNodeDrainMinutes, drainTimeout, nodeUpdateMinutes } from '../../config/drain-time';
import { AGENT_NODES, SPOT_NODES } from '../../config/node-placement';
import type { CreatedCluster } from '../../config/types';

/** The default version of Azure Linux for the cluster's Kubernetes version. AKS offers AzureLinux3 only until Kubernetes 1.36. */
export const NODE_OS = 'AzureLinux';

export interface AgentNodePoolProps {
  readonly name: string;
  readonly clusterId: string;
  readonly options: NonNullable<CreatedCluster['agentNodePool']>;
  /** Minor version of Kubernetes, the same as the cluster's. */
  readonly kubernetesVersion: string;
  /** Minutes that draining a node waits for the jobs on it. */
  readonly drainMinutes: number;
}

/**
 * A node pool for agents alone. It has no nodes, and costs nothing, while no job runs. `AksCluster` adds it if its options
 * contain an `agentNodePool`.
 *
 * @example
 * new AgentNodePool(this, 'agent_node_pool', {
 *   name: 'agents',
 *   clusterId: cluster.resource.id,
 *   options: {
 *     vmSize: 'Standard_D4ds_v5',
 *     minNodes: 0,
 *     maxNodes: 5,
 *     spot: false,
 *     osDiskType: 'Ephemeral',
 *     osDiskSizeGb: 128,
 *     podPidLimit: 4096,
 *   },
 *   kubernetesVersion: '1.36',
 *   drainMinutes: 65,
 * });
 */
export class AgentNodePool extends Construct {
  readonly resource: KubernetesClusterNodePool;

  constructor(scope: Construct, id: string, { name, clusterId, options, kubernetesVersion, drainMinutes }: AgentNodePoolProps) {
    super(scope, id);
    const limit = nodeUpdateLimit(options.maxNodes, agentNodeDrainMinutes(options.spot, drainMinutes));
    const placements = options.spot ? [AGENT_NODES, SPOT_NODES] : [AGENT_NODES];
    this.resource = new KubernetesClusterNodePool(this, 'Resource', {
      name,
      kubernetesClusterId: clusterId,
      mode: 'User',
      orchestratorVersion: kubernetesVersion,
      vmSize: options.vmSize,
      autoScalingEnabled: true,
      minCount: options.minNodes,
      maxCount: options.maxNodes,
      maxPods: MAX_PODS_PER_NODE,
      osSku: NODE_OS,
      osDiskType: options.osDiskType,
      osDiskSizeGb: options.osDiskSizeGb,
      kubeletConfig: kubeletConfig(options),
      nodeLabels: Object.fromEntries(placements.map(({ key, value }) => [key, value])),
      nodeTaints: placements.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
      temporaryNameForRotation: `${name}tmp`,
      // Deleting a node pool evicts its pods too (learn.microsoft.com/azure/aks/delete-node-pool).
      timeouts: { update: limit, delete: limit },
      ...(options.spot
        ? { priority: 'Spot', evictionPolicy: 'Delete', spotMaxPrice: -1 }
        : { priority: 'Regular', upgradeSettings: nodeUpgradeSettings(drainMinutes) }),
    });
  }
}

/** Without this setting, azurerm before 4.0 switches the CPU quota off on the nodes of the node pool. */
export function kubeletConfig({ podPidLimit }: { readonly podPidLimit: number }) {
  return { podMaxPid: podPidLimit, cpuCfsQuotaEnabled: true };
}

/** How long Terraform waits while nodes change. azurerm's default, an hour, is less than one drain may take. AKS would go on without Terraform. */
export const nodeUpdateLimit = (nodes: number, drainMinutes: number): string => `${nodeUpdateMinutes(nodes, drainMinutes)}m`;

/** If jobs outlast the drain timeout, the upgrade cordons the node. Azure's default deletes it, with its jobs, after 30 minutes. */
export function nodeUpgradeSettings(drainMinutes: number) {
  return { maxSurge: '33%', drainTimeoutInMinutes: drainTimeout(drainMinutes), undrainableNodeBehavior: 'Cordon' };
}
