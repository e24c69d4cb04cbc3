import {
  KubernetesCluster,
  type KubernetesClusterConfig,
  type KubernetesClusterDefaultNodePool,
} from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Config } from '../config/types';
import { MAX_PODS_PER_NODE } from '../config/vm-size';
import { AgentNodePool, nodeUpgradeSettings } from './agent-node-pool';

export interface AksClusterProps {
  readonly name: string;
  readonly dnsPrefix: string;
  readonly location: string;
  readonly resourceGroupName: string;
  /** Entra tenant whose users may sign in. */
  readonly tenantId: string;
  readonly nodePoolName: string;
  readonly agentNodePoolName: string;
  readonly options: Config['cluster'];
  /** Minutes that draining a node waits for the jobs on it. */
  readonly drainMinutes: number;
  /** What must exist before the cluster, such as the deployer's role. */
  readonly dependsOn?: ITerraformDependable[];
}

/** Upgrades happen in these hours, so that they meet few jobs. */
const NIGHT = { frequency: 'Weekly', interval: 1, duration: 6, dayOfWeek: 'Sunday', startTime: '00:00', utcOffset: '+00:00' } as const;

/**
 * A small AKS cluster that is safe as it stands: sign-in by Entra ID with Azure RBAC, network policies, automatic
 * patches, and workload identity for those who want it.
 */
export class AksCluster extends Construct {
  readonly resource: KubernetesCluster;

  constructor(scope: Construct, id: string, props: AksClusterProps) {
    super(scope, id);
    const { options } = props;
    this.resource = new KubernetesCluster(this, 'Resource', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      dnsPrefix: props.dnsPrefix,
      kubernetesVersion: options.kubernetesVersion,
      skuTier: options.skuTier,
      identity: { type: 'SystemAssigned' },
      defaultNodePool: defaultNodePool(props),
      apiServerAccessProfile:
        options.authorizedIpRanges.length === 0 ? undefined : { authorizedIpRanges: options.authorizedIpRanges.map(asRange) },
      ...signIn(props),
      ...network,
      ...upkeep,
      dependsOn: props.dependsOn,
    });
    if (options.agentNodePool !== undefined) {
      new AgentNodePool(this, 'agent_node_pool', {
        name: props.agentNodePoolName,
        clusterId: this.resource.id,
        options: options.agentNodePool,
        kubernetesVersion: options.kubernetesVersion,
        drainMinutes: props.drainMinutes,
      });
    }
  }
}

/** Azure answers with the prefix, and an address without it would show as a change in each plan. */
const asRange = (address: string) => (address.includes('/') ? address : `${address}/32`);

function defaultNodePool({
  nodePoolName,
  options: { nodePool, kubernetesVersion },
  drainMinutes,
}: AksClusterProps): KubernetesClusterDefaultNodePool {
  return {
    name: nodePoolName,
    vmSize: nodePool.vmSize,
    // Without this, raising the version would upgrade the control plane alone.
    orchestratorVersion: kubernetesVersion,
    autoScalingEnabled: true,
    minCount: nodePool.minNodes,
    maxCount: nodePool.maxNodes,
    maxPods: MAX_PODS_PER_NODE,
    osSku: 'AzureLinux3',
    osDiskType: nodePool.osDiskType,
    osDiskSizeGb: nodePool.osDiskSizeGb,
    // Lets Terraform change size and disk through a second node pool instead of replacing the cluster.
    temporaryNameForRotation: `${nodePoolName}tmp`,
    upgradeSettings: nodeUpgradeSettings(drainMinutes),
  };
}

function signIn({ options, tenantId }: AksClusterProps) {
  return {
    roleBasedAccessControlEnabled: true,
    localAccountDisabled: !options.localAccounts,
    azureActiveDirectoryRoleBasedAccessControl: {
      azureRbacEnabled: true,
      tenantId,
      adminGroupObjectIds: options.adminGroupObjectIds.length === 0 ? undefined : [...options.adminGroupObjectIds],
    },
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
  } satisfies Partial<KubernetesClusterConfig>;
}

const network = {
  networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataPlane: 'cilium', networkPolicy: 'cilium' },
} as const satisfies Partial<KubernetesClusterConfig>;

const upkeep = {
  automaticUpgradeChannel: 'patch',
  nodeOsUpgradeChannel: 'NodeImage',
  maintenanceWindowAutoUpgrade: NIGHT,
  maintenanceWindowNodeOs: NIGHT,
  imageCleanerEnabled: true,
  imageCleanerIntervalHours: 48,
} as const satisfies Partial<KubernetesClusterConfig>;
