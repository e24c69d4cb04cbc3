import {
  KubernetesCluster,
  type KubernetesClusterConfig,
  type KubernetesClusterDefaultNodePool,
} from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { MAX_PODS_PER_NODE } from '../../config/azure/vm-size';
import { drainMinutesFor } from '../../config/drain-time';
import { FIXED_NAMES } from '../../config/names';
import { agentNodePool as agentNodePoolSchema, cluster as clusterSchema, nodePool as nodePoolSchema } from '../../config/schema/cluster';
import type { ConfigInput, CreatedCluster } from '../../config/types';
import { AgentNodePool, kubeletConfig, NODE_OS, nodeUpdateLimit, nodeUpgradeSettings } from './agent-node-pool';

/** The config's `cluster` with the kind `create`. */
type Options = Extract<NonNullable<ConfigInput['cluster']>, { kind?: 'create' | undefined }>;

export interface AksClusterProps {
  readonly name: string;
  readonly dnsPrefix: string;
  readonly location: string;
  readonly resourceGroupName: string;
  /** Resource group for nodes, load balancer and addresses, which AKS creates. @default - AKS names it */
  readonly nodeResourceGroup?: string | undefined;
  /** Entra tenant whose users may sign in. */
  readonly tenantId: string;
  /** The config's `cluster`. @default one small node, like the config's default */
  readonly options?: Options | undefined;
  /** Minutes that draining a node waits for the jobs on it. @default enough for jobs of up to an hour */
  readonly drainMinutes?: number;
  /** Whether to run the agent of Azure Monitor's managed Prometheus. @default false */
  readonly metrics?: boolean;
  /** Resources that must exist before the cluster, such as the deployer's role. @default none */
  readonly dependsOn?: ITerraformDependable[];
}

/** Upgrades happen in these hours, when few jobs run. */
const NIGHT = { frequency: 'Weekly', interval: 1, duration: 6, dayOfWeek: 'Sunday', startTime: '00:00', utcOffset: '+00:00' } as const;

/**
 * A small AKS cluster with secure defaults: sign-in by Entra ID with Azure RBAC, network policies, automatic patches, and
 * support for workload identity.
 *
 * @example
 * const cluster = new AksCluster(this, 'cluster', {
 *   name: 'aks-agents',
 *   dnsPrefix: 'agents',
 *   location: 'westeurope',
 *   resourceGroupName: 'rg-agents',
 *   tenantId: '00000000-0000-0000-0000-000000000000',
 *   options: { nodePool: { vmSize: 'Standard_D4ds_v5', maxNodes: 5 } },
 * });
 */
export class AksCluster extends Construct {
  readonly resource: KubernetesCluster;

  constructor(scope: Construct, id: string, props: AksClusterProps) {
    super(scope, id);
    const { drainMinutes = drainMinutesFor(), metrics = false, dependsOn } = props;
    const options = completeOptions(props.options);
    const { agentNodePool, kubernetesVersion } = options;
    this.resource = new KubernetesCluster(this, 'Resource', {
      ...identity(props),
      ...access(options, props.tenantId),
      ...NETWORK,
      ...UPKEEP,
      kubernetesVersion,
      skuTier: options.skuTier,
      // Azure accepts this tier and this plan only together (learn.microsoft.com/azure/aks/long-term-support).
      supportPlan: options.skuTier === 'Premium' ? 'AKSLongTermSupport' : undefined,
      monitorMetrics: metrics ? {} : undefined,
      defaultNodePool: defaultNodePool(options, drainMinutes),
      timeouts: { update: nodeUpdateLimit(options.nodePool.maxNodes, drainMinutes) },
      dependsOn,
    });
    if (agentNodePool === undefined) return;
    const clusterId = this.resource.id;
    new AgentNodePool(this, 'agent_node_pool', {
      name: FIXED_NAMES.agentNodePool,
      clusterId,
      kubernetesVersion,
      options: agentNodePool,
      drainMinutes,
    });
  }
}

/** Fills in the defaults of the config's schema. It does not check the options, because texts of the config are marked here, see config/text/literal-text.ts. */
function completeOptions({ nodePool, agentNodePool, ...given }: Options = {}): CreatedCluster {
  return {
    ...clusterSchema.parse({}),
    ...given,
    nodePool: { ...nodePoolSchema.parse({}), ...nodePool },
    ...(agentNodePool === undefined ? {} : { agentNodePool: { ...agentNodePoolSchema.parse({}), ...agentNodePool } }),
  };
}

function identity({ name, location, resourceGroupName, nodeResourceGroup, dnsPrefix }: AksClusterProps) {
  const names = { name, location, resourceGroupName, nodeResourceGroup, dnsPrefix };
  return { ...names, identity: { type: 'SystemAssigned' } } satisfies Partial<KubernetesClusterConfig>;
}

/** Azure returns addresses with a prefix length. Without one, an address would show as a change in each plan. */
const asRange = (address: string) => (address.includes('/') ? address : `${address}/32`);

function defaultNodePool({ nodePool, kubernetesVersion }: CreatedCluster, drainMinutes: number): KubernetesClusterDefaultNodePool {
  return {
    name: FIXED_NAMES.nodePool,
    vmSize: nodePool.vmSize,
    // Without this, a higher version would upgrade only the control plane.
    orchestratorVersion: kubernetesVersion,
    autoScalingEnabled: true,
    minCount: nodePool.minNodes,
    maxCount: nodePool.maxNodes,
    maxPods: MAX_PODS_PER_NODE,
    osSku: NODE_OS,
    osDiskType: nodePool.osDiskType,
    osDiskSizeGb: nodePool.osDiskSizeGb,
    kubeletConfig: kubeletConfig(nodePool),
    // With this, Terraform changes VM size and disk by a temporary node pool instead of replacing the cluster.
    temporaryNameForRotation: `${FIXED_NAMES.nodePool}tmp`,
    upgradeSettings: nodeUpgradeSettings(drainMinutes),
  };
}

function access({ localAccounts, adminGroupObjectIds, authorizedIpRanges }: CreatedCluster, tenantId: string) {
  return {
    apiServerAccessProfile: authorizedIpRanges.length === 0 ? undefined : { authorizedIpRanges: authorizedIpRanges.map(asRange) },
    roleBasedAccessControlEnabled: true,
    localAccountDisabled: !localAccounts,
    azureActiveDirectoryRoleBasedAccessControl: {
      azureRbacEnabled: true,
      tenantId,
      adminGroupObjectIds: adminGroupObjectIds.length === 0 ? undefined : [...adminGroupObjectIds],
    },
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
  } satisfies Partial<KubernetesClusterConfig>;
}

const NETWORK = {
  networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataPlane: 'cilium', networkPolicy: 'cilium' },
} as const satisfies Partial<KubernetesClusterConfig>;

const UPKEEP = {
  automaticUpgradeChannel: 'patch',
  nodeOsUpgradeChannel: 'NodeImage',
  maintenanceWindowAutoUpgrade: NIGHT,
  maintenanceWindowNodeOs: NIGHT,
  imageCleanerEnabled: true,
  imageCleanerIntervalHours: 48,
} as const satisfies Partial<KubernetesClusterConfig>;
