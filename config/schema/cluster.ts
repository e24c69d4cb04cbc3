import * as z from 'zod';
import { field, flag, oneOf, text, vmSizeName, wholeNumber } from './field';

const osDiskType = () => oneOf(['Ephemeral', 'Managed'], 'Ephemeral lives on the local disk of the VM, Managed on a billed disk');

const podPidLimit = () => wholeNumber(256, 4_194_304, '4096 is enough for most builds; a thread counts as a process').default(4096);

export const nodePool = z.strictObject({
  /** VM size of the default node pool, which runs AKS itself, KEDA and the placeholders. @default 'Standard_D2ds_v5' */
  vmSize: vmSizeName().default('Standard_D2ds_v5'),
  /** Nodes that always run. @default 1 */
  minNodes: wholeNumber(1, 1000, 'the default node pool never scales to zero: use cluster.agentNodePool, which does').default(1),
  /** Nodes that may run at once. @default 3 */
  maxNodes: wholeNumber(1, 1000, 'give the most nodes that you want to pay for').default(3),
  /** Where the nodes keep their OS: `Ephemeral` (fast, free, needs a VM size with a local disk) or `Managed`. @default 'Ephemeral' */
  osDiskType: osDiskType().default('Ephemeral'),
  /** Size of the OS disk in GiB; images, logs and work folders of agents share it. @default 64 */
  osDiskSizeGb: wholeNumber(30, 2048, 'an ephemeral disk must fit on the local disk of the VM size').default(64),
  /** Processes and threads that one pod may have. Changing it replaces the nodes. @default 4096 */
  podPidLimit: podPidLimit(),
  /** Must stay false: the default node pool runs system pods. @default false */
  spot: field(z.literal(false), 'false', 'AKS allows spot VMs in further node pools only: set cluster.agentNodePool.spot').default(false),
});

export const agentNodePool = z.strictObject({
  /** VM size of the node pool that only agents use. @default 'Standard_D4ds_v5' */
  vmSize: vmSizeName().default('Standard_D4ds_v5'),
  /** Nodes that always run; 0 means that none is paid for while no job runs. @default 0 */
  minNodes: wholeNumber(0, 1000, '0 scales the node pool to nothing when idle').default(0),
  /** Nodes that may run at once. @default 5 */
  maxNodes: wholeNumber(1, 1000, 'give the most nodes that you want to pay for').default(5),
  /** Where the nodes keep their OS: `Ephemeral` or `Managed`. @default 'Ephemeral' */
  osDiskType: osDiskType().default('Ephemeral'),
  /** Size of the OS disk in GiB. @default 128 */
  osDiskSizeGb: wholeNumber(30, 2048, 'an ephemeral disk must fit on the local disk of the VM size').default(128),
  /** Processes and threads that one pod may have, so that a fork bomb ends with its own job. Changing it replaces the nodes, with the jobs on them. @default 4096 */
  podPidLimit: podPidLimit(),
  /** Use spot VMs: cheaper, but Azure may evict a node with its jobs at about 30 seconds' notice. @default false */
  spot: flag().default(false),
});

export const cluster = z.strictObject({
  /** Kubernetes version, without the patch: AKS applies patches by itself. Raising it upgrades the cluster and its nodes. 1.33 is the first in which native sidecars are stable. @default '1.34' */
  kubernetesVersion: text(
    /^1\.(?:3[3-9]|[4-9]\d)$/,
    'a minor version from 1.33 on, like "1.34"',
    'leave the patch out; list what AKS offers with: az aks get-versions --location <location>',
  ).default('1.34'),
  /** AKS tier: `Free` has no uptime SLA, `Standard` has one, `Premium` adds long-term support. @default 'Free' */
  skuTier: oneOf(['Free', 'Standard', 'Premium'], 'Free costs nothing, Standard and Premium have an SLA').default('Free'),
  /** The default node pool. @default one Standard_D2ds_v5 node, up to three */
  nodePool: nodePool.prefault({}),
  /** A node pool for agents alone, which scales from 0. @default - agents run on the default node pool */
  agentNodePool: agentNodePool.optional(),
  /** Keep the certificate login beside Entra ID, for workstations without kubelogin. The certificate of the cluster's administrator then lies in the state of the keda and agents stacks. @default false */
  localAccounts: flag().default(false),
  /** CIDR ranges from which the API server may be reached; must include the workstation that deploys. @default [] (from anywhere, with Entra ID login) */
  authorizedIpRanges: z
    .array(
      field(
        z.union([z.cidrv4(), z.ipv4()]),
        'an IPv4 address or CIDR range, like 203.0.113.0/24',
        'write an address, or an address and a prefix length from 0 to 32',
      ),
    )
    .default([]),
  /** Object ids of Entra groups whose members administer the cluster. @default [] (only who deploys) */
  adminGroupObjectIds: z
    .array(field(z.guid(), 'an object id (a GUID)', 'find it with: az ad group show --group <name> --query id'))
    .default([]),
  /** Object id of the identity that deploys, which administers the cluster too. Name it when another identity plans, as pipelines do: its plan would else move that role to itself. @default - whoever runs Terraform */
  deployerObjectId: field(z.guid(), 'an object id (a GUID)', 'find it with: az ad sp show --id <client id> --query id').optional(),
});
