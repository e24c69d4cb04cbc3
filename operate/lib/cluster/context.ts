import { ClusterError } from './error';

/** Which cluster to read. */
export interface ClusterChoice {
  /** The option --context. @default - the context that `az aks get-credentials` creates for the cluster */
  readonly context?: string | undefined;
  readonly cluster: string;
  readonly resourceGroup: string;
}

/**
 * The context of the kubeconfig to use: the one that --context names, otherwise the one that is named like the cluster. The
 * current context is not used, because it may belong to another cluster.
 * @throws ClusterError with the commands that create the context
 */
export function chooseContext({ context, cluster, resourceGroup }: ClusterChoice, known: readonly string[]): string {
  const wanted = context ?? cluster;
  if (known.includes(wanted)) return wanted;
  const others = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  if (context !== undefined)
    throw new ClusterError({
      finding: `the kubeconfig has no context "${context}" (${others})`,
      fault: 'context',
      advice: 'check --context',
    });
  throw new ClusterError({
    finding: `the kubeconfig has no context "${cluster}" (${others})`,
    fault: 'context',
    advice: `run ${credentialsCommand({ cluster, resourceGroup })}; or name another with --context`,
  });
}

/** Adds the cluster to the kubeconfig, with the sign-in of the Azure CLI. */
const credentialsCommand = ({ cluster, resourceGroup }: ClusterChoice): string =>
  `az aks get-credentials --resource-group ${resourceGroup} --name ${cluster} && kubelogin convert-kubeconfig -l azurecli`;
