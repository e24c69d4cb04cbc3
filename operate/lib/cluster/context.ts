import { ClusterError } from './error';

/** Which cluster is meant. */
export interface ClusterChoice {
  /** What --context gave. @default - the context that `az aks get-credentials` makes for the cluster */
  readonly context?: string | undefined;
  readonly cluster: string;
  readonly resourceGroup: string;
}

/**
 * The context of the kubeconfig to use. Never the current one because it is the current one: that may be any other
 * cluster's. @throws ClusterError with the commands that make the context
 */
export function chooseContext({ context, cluster, resourceGroup }: ClusterChoice, known: readonly string[]): string {
  const wanted = context ?? cluster;
  if (known.includes(wanted)) return wanted;
  const others = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  if (context !== undefined) throw new ClusterError(`the kubeconfig has no context "${context}" (${others})`, 'context', 'check --context');
  throw new ClusterError(
    `the kubeconfig has no context "${cluster}" (${others})`,
    'context',
    `run ${credentialsCommand({ cluster, resourceGroup })}; or name another with --context`,
  );
}

/** What puts the cluster into the kubeconfig, with a sign-in as who is signed in to the Azure CLI. */
export const credentialsCommand = ({ cluster, resourceGroup }: ClusterChoice): string =>
  `az aks get-credentials --resource-group ${resourceGroup} --name ${cluster} && kubelogin convert-kubeconfig -l azurecli`;
