import { ClusterError } from './error';

/** Which cluster to read: that of a config, or that of a Helm release. */
export type ClusterChoice = OwnCluster | ReleaseCluster;

/** The cluster that a config names. */
interface OwnCluster {
  /** The option --context. @default - the context that `az aks get-credentials` creates for the cluster */
  readonly context?: string | undefined;
  readonly cluster: string;
  readonly resourceGroup: string;
}

/** The cluster of a Helm release. */
interface ReleaseCluster {
  /** The option --context. @default - the current context, as for Helm */
  readonly context: string | undefined;
  readonly cluster?: undefined;
}

/**
 * The context of the kubeconfig to use: the one that --context names, otherwise the one that is named like the cluster. The
 * current context is not used, because it may belong to another cluster. It is used for a Helm release, which names no cluster.
 * @param current the current context; undefined or empty if there is none
 * @throws ClusterError with the commands that create the context
 */
export function chooseContext(choice: ClusterChoice, known: readonly string[], current?: string): string {
  const { context } = choice;
  const wanted = context ?? choice.cluster ?? current ?? '';
  if (known.includes(wanted)) return wanted;
  if (context === undefined && choice.cluster === undefined) throw noCurrent(known);
  const finding =
    known.length === 0
      ? `there is no kubeconfig with a context (KUBECONFIG, otherwise ~/.kube/config), so none for "${wanted}"`
      : `the kubeconfig has no context "${wanted}" (it has ${known.join(', ')})`;
  if (choice.cluster === undefined || context !== undefined)
    throw new ClusterError({ finding, fault: 'context', advice: 'check --context' });
  throw new ClusterError({
    finding,
    fault: 'context',
    advice: `run ${credentialsCommand(choice)}; or name another with --context`,
  });
}

const noCurrent = (known: readonly string[]): ClusterError =>
  new ClusterError({
    finding:
      known.length === 0
        ? 'there is no kubeconfig with a context (KUBECONFIG, otherwise ~/.kube/config)'
        : `the kubeconfig has no current context (it has ${known.join(', ')})`,
    fault: 'context',
    advice: 'name the context of the cluster with --context',
  });

/** What is read of a kubeconfig. */
interface KubeConfig {
  readonly getContexts: () => readonly { readonly name: string; readonly cluster: string }[];
  readonly getCluster: (name: string) => { readonly server: string } | null;
}

/** Without a kubeconfig, the client of Kubernetes makes up a cluster on this machine (loadFromDefault of its KubeConfig). */
const MADE_UP = { context: 'loaded-context', server: 'http://localhost:8080' } as const;

/** The names of the contexts that somebody has configured. */
export const contextsIn = (config: KubeConfig): readonly string[] =>
  config
    .getContexts()
    .filter(({ name, cluster }) => name !== MADE_UP.context || config.getCluster(cluster)?.server !== MADE_UP.server)
    .map(({ name }) => name);

/** Adds the cluster to the kubeconfig, with the sign-in of the Azure CLI. */
const credentialsCommand = ({ cluster, resourceGroup }: OwnCluster): string =>
  `az aks get-credentials --resource-group ${resourceGroup} --name ${cluster} && kubelogin convert-kubeconfig --context ${cluster} -l azurecli`;
