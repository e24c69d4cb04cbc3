import * as z from 'zod';
import { API_SERVER, CLUSTER_RANGES } from '../cluster-network';
import { createdKind, existingKind, field, flag, oneOf, text, vmSizeName, wholeNumber } from './field';

const osDiskType = () => oneOf(['Ephemeral', 'Managed'], 'Ephemeral lives on the local disk of the VM, Managed on a billed disk');

const podPidLimit = () => wholeNumber(256, 4_194_304, '4096 is enough for most jobs; a thread counts as a process').default(4096);

export const nodePool = z.strictObject({
  /** VM size of the default node pool, which runs AKS itself, KEDA and the placeholders. It needs at least 2 vCPUs and 4 GiB, and x86-64 processors unless image.reference names an image for others. @default 'Standard_D2ds_v5' */
  vmSize: vmSizeName().default('Standard_D2ds_v5'),
  /** The minimum number of nodes, which always run. @default 1 */
  minNodes: wholeNumber(1, 1000, 'the default node pool never scales to zero: use cluster.agentNodePool, which does').default(1),
  /** The maximum number of nodes. @default 3 */
  maxNodes: wholeNumber(1, 1000, 'set the most nodes that you want to pay for').default(3),
  /** Where the nodes keep their OS: `Ephemeral` (fast, free, needs a VM size with a local disk) or `Managed`. @default 'Ephemeral' */
  osDiskType: osDiskType().default('Ephemeral'),
  /** Size of the OS disk in GiB. Images, logs and work folders of agents share it. An ephemeral disk must fit on the local disk of the VM size: `npm run doctor` compares them. @default 64 */
  osDiskSizeGb: wholeNumber(30, 2048, 'an ephemeral disk must fit on the local disk of the VM size').default(64),
  /** The maximum number of processes and threads of a pod. Changing it replaces the nodes. @default 4096 */
  podPidLimit: podPidLimit(),
  /** Must be false: the default node pool runs system pods. @default false */
  spot: field(z.literal(false), {
    rule: 'false',
    remedy: 'AKS allows spot VMs in further node pools only: set cluster.agentNodePool.spot',
  }).default(false),
});

export const agentNodePool = z.strictObject({
  /** VM size of the node pool for agents only. It needs at least 2 vCPUs, and x86-64 processors unless image.reference names an image for others. @default 'Standard_D4ds_v5' */
  vmSize: vmSizeName().default('Standard_D4ds_v5'),
  /** The minimum number of nodes. With 0, you pay for no node while no job runs. @default 0 */
  minNodes: wholeNumber(0, 1000, '0 scales the node pool to nothing when idle').default(0),
  /** The maximum number of nodes. @default 5 */
  maxNodes: wholeNumber(1, 1000, 'set the most nodes that you want to pay for').default(5),
  /** Where the nodes keep their OS: `Ephemeral` or `Managed`. @default 'Ephemeral' */
  osDiskType: osDiskType().default('Ephemeral'),
  /** Size of the OS disk in GiB. @default 128 */
  osDiskSizeGb: wholeNumber(30, 2048, 'an ephemeral disk must fit on the local disk of the VM size').default(128),
  /** The maximum number of processes and threads of a pod, so that a fork bomb affects only its own job. Changing it replaces the nodes and ends the jobs on them. @default 4096 */
  podPidLimit: podPidLimit(),
  /** Use spot VMs: cheaper, but Azure may evict a node with its jobs at about 30 seconds' notice. @default false */
  spot: flag().default(false),
});

export const cluster = z.strictObject({
  /** Who creates the cluster: `create` is this project. @default 'create' */
  kind: createdKind(),
  /** Kubernetes version, without the patch: AKS applies patches by itself. Raising it upgrades the cluster and its nodes. 1.33 is the first version in which native sidecars are stable. AKS supports a minor version for about a year, with the tier Premium for two: warnings tell when that ends. An existing cluster can be raised by one minor version at a time. @default '1.36' */
  kubernetesVersion: text(/^1\.(?:3[3-9]|[4-9]\d)$/, {
    rule: 'a minor version from 1.33 on, like "1.36"',
    remedy: 'leave the patch out; list what AKS offers with: az aks get-versions --location <location>',
  }).default('1.36'),
  /** AKS tier: `Free` has no uptime SLA, `Standard` has one, and `Premium` adds long-term support, with that support plan. @default 'Free' */
  skuTier: oneOf(['Free', 'Standard', 'Premium'], 'Free costs nothing, Standard and Premium have an SLA').default('Free'),
  /** The default node pool. @default one Standard_D2ds_v5 node, up to three */
  nodePool: nodePool.prefault({}),
  /** A node pool for agents only, which scales from 0. @default - agents run on the default node pool */
  agentNodePool: agentNodePool.optional(),
  /** Keep the login by certificate in addition to Entra ID, for workstations without kubelogin. The state of the keda and agents stacks then contains the certificate of the cluster's administrator. @default false */
  localAccounts: flag().default(false),
  /** CIDR ranges that may reach the API server. They must include the workstation that deploys. @default [] (from anywhere, with Entra ID login) */
  authorizedIpRanges: z
    .array(
      field(z.union([z.cidrv4(), z.ipv4()]), {
        rule: 'an IPv4 address or CIDR range, like 203.0.113.0/24',
        remedy: 'write an address, or an address and a prefix length from 0 to 32',
      }),
    )
    .default([]),
  /** Object ids of Entra groups whose members administer the cluster. @default [] (only whoever deploys) */
  adminGroupObjectIds: z
    .array(field(z.guid(), { rule: 'an object id (a GUID)', remedy: 'find it with: az ad group show --group <name> --query id' }))
    .default([]),
  /** Object id of the identity that deploys, which also administers the cluster. Set it if another identity plans, as pipelines do: otherwise its plan would move that role to itself. @default - whoever runs Terraform */
  deployerObjectId: field(z.guid(), {
    rule: 'an object id (a GUID)',
    remedy: 'find it with: az ad sp show --id <client id> --query id',
  }).optional(),
});

const addressRange = () =>
  field(z.cidrv4(), { rule: 'an IPv4 address range, like 10.244.0.0/16', remedy: 'write an address and a prefix length from 0 to 32' });

export const existingCluster = z.strictObject({
  /** Who creates the cluster: `existing` is somebody else. A deploy neither changes nor deletes it, and creates no node pool: entries choose nodes by `nodeSelector` and `tolerations`. */
  kind: existingKind(),
  /** Name of the AKS cluster, in the subscription of the deployment. It needs Kubernetes 1.33 or later and, for a sign-in without a token, the OIDC issuer and workload identity. */
  name: text(/^[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?$/, {
    rule: 'the name of an AKS cluster: 1 to 63 letters, digits, "-" and "_"',
    remedy: 'find it with: az aks list --query "[].{name: name, resourceGroup: resourceGroup}"',
  }),
  /** Resource group of the cluster. */
  resourceGroup: text(/^[\w.()-]{0,89}[\w()-]$/, {
    rule: '1 to 90 letters, digits, "-", "_", "." and "()", not ending in "."',
    remedy: 'find it with: az aks list --query "[].{name: name, resourceGroup: resourceGroup}"',
  }),
  /** Sign in with the certificate of the cluster's administrator instead of kubelogin. The state of the keda and agents stacks then contains it. @default false */
  localAccounts: flag().default(false),
  /** Addresses of the pods and services of the cluster. Jobs may reach nothing in them but DNS and the namespaces in `egressNamespaces`. `az aks show --query "networkProfile.[podCidr, serviceCidr]"` shows them. @default ["10.244.0.0/16","10.0.0.0/16"] (those of a cluster that AKS creates with its defaults) */
  clusterRanges: field(z.array(addressRange()).min(1), {
    rule: 'a list of address ranges, at least one',
    remedy: 'name those of the pods and of the services',
  }).default([...CLUSTER_RANGES]),
  /** Address of the service `kubernetes` in the namespace default, with /32 behind it. `kubectl get service kubernetes --namespace default` shows it. @default '10.0.0.1/32' */
  apiServer: addressRange().default(API_SERVER.address),
});

/** The AKS cluster. */
export const clusterSchema = z.discriminatedUnion('kind', [cluster, existingCluster]);
