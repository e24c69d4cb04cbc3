import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster';
import { Fn, type Postcondition } from 'cdktf';
import { Construct } from 'constructs';

export interface ClusterConnectionProps {
  readonly clusterName: string;
  readonly resourceGroupName: string;
  /** Whether to sign in with the certificate of the cluster's administrator instead of kubelogin. */
  readonly localAccounts: boolean;
  /** Whether somebody else manages the cluster, and may not let whoever deploys connect to it. @default false */
  readonly exists?: boolean;
}

/** A program that the kubernetes and helm providers run to get a token. */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: string[];
}

/** How a provider reaches the cluster: an address, and either a plugin or a certificate. */
export interface ClusterAccess {
  readonly host: string;
  readonly clusterCaCertificate: string;
  readonly exec?: ExecPlugin;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
}

/** The application id of the AKS server in Entra ID, the same in every tenant (Azure/kubelogin, README). */
const AKS_SERVER_ID = '6dae42f8-4368-4678-94ff-3960e28e3630';

/**
 * Looks up a cluster by name, so that stacks share nothing but names.
 *
 * @example
 * const { access } = new ClusterConnection(this, 'connection', {
 *   clusterName: 'aks-agents',
 *   resourceGroupName: 'rg-agents',
 *   localAccounts: false,
 * });
 * new HelmProvider(this, 'helm', { kubernetes: access });
 */
export class ClusterConnection extends Construct {
  readonly access: ClusterAccess;

  constructor(scope: Construct, id: string, { clusterName, resourceGroupName, localAccounts, exists = false }: ClusterConnectionProps) {
    super(scope, id);
    const lifecycle = exists ? { postcondition: [hasAddress(localAccounts)] } : undefined;
    const cluster = new DataAzurermKubernetesCluster(this, 'Resource', { name: clusterName, resourceGroupName, lifecycle });
    this.access = localAccounts ? byCertificate(cluster) : byKubelogin(cluster);
  }
}

/**
 * Without the right to connect, the azurerm provider reads a cluster without an address and reports no error, and the
 * providers of Kubernetes and Helm then connect to this machine (azurerm 4.55, kubernetes_cluster_data_source.go).
 */
function hasAddress(localAccounts: boolean): Postcondition {
  const [config, needed] = localAccounts
    ? ['kube_admin_config', 'the role Azure Kubernetes Service Cluster Admin Role, and local accounts on the cluster']
    : ['kube_config', 'the role Azure Kubernetes Service Cluster User Role'];
  return {
    condition: `\${try(self.${config}[0].host, "") != ""}`,
    errorMessage: `Azure gives no address of the cluster to connect to. Whoever deploys needs ${needed}.`,
  };
}

function byKubelogin(cluster: DataAzurermKubernetesCluster): ClusterAccess {
  const { host, clusterCaCertificate } = cluster.kubeConfig.get(0);
  return {
    host,
    clusterCaCertificate: Fn.base64decode(clusterCaCertificate),
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: 'kubelogin',
      // For a workstation after az login. In a pipeline, AAD_LOGIN_METHOD (workloadidentity, spn, ...) overrides it.
      args: ['get-token', '--login', 'azurecli', '--server-id', AKS_SERVER_ID],
    },
  };
}

function byCertificate(cluster: DataAzurermKubernetesCluster): ClusterAccess {
  const { host, clusterCaCertificate, clientCertificate, clientKey } = cluster.kubeAdminConfig.get(0);
  return {
    host,
    clusterCaCertificate: Fn.base64decode(clusterCaCertificate),
    clientCertificate: Fn.base64decode(clientCertificate),
    clientKey: Fn.base64decode(clientKey),
  };
}
