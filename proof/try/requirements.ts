/** What decides whether there can be a cluster. */
export interface Place {
  /** Like `linux x64`. */
  readonly platform: string;
  readonly isRoot: boolean;
  /** Value of KUBECONFIG. */
  readonly kubeconfig: string | undefined;
}

const OTHER_CLUSTER = 'set KUBECONFIG to use a cluster that exists, such as one of kind: docs/try.md';

/** Says why there can be no cluster, and what to do. Undefined if nothing is known to be in the way. */
export function obstacle({ platform, isRoot, kubeconfig }: Place): string | undefined {
  if (kubeconfig) return undefined;
  if (platform !== 'linux x64') return `A cluster can be created only on linux x64, and this is ${platform}: ${OTHER_CLUSTER}`;
  if (isRoot) return undefined;
  return [
    'Creating a cluster on this machine needs root, for namespaces and containers. Either',
    '  sudo env "PATH=$PATH" npm run try',
    `or ${OTHER_CLUSTER}`,
  ].join('\n');
}
