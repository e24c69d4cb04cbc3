import { UsageError } from '../lib/command';

/** Which Helm release to look at. */
export interface ReleaseChoice {
  readonly release: string;
  readonly namespace: string;
  /** Context of the kubeconfig. @default - the current context, as for Helm */
  readonly context: string | undefined;
}

/** The options of a command that works on a release, for its help. */
export const RELEASE_OPTIONS = { release: { type: 'string' }, namespace: { type: 'string' } } as const;

/** Helm allows dots between such parts too, and at most 53 characters (helm.sh/helm/v3/pkg/chartutil/validate_name.go). */
const RELEASE = /^(?=.{1,53}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The release that the arguments name; undefined if they name none. @throws UsageError if they name only a part of it */
export function releaseChoice(values: {
  readonly release?: string | undefined;
  readonly namespace?: string | undefined;
  readonly context?: string | undefined;
}): ReleaseChoice | undefined {
  const { release, namespace, context } = values;
  if (release === undefined && namespace === undefined) return undefined;
  if (release === undefined) throw new UsageError('--namespace is the namespace of a Helm release: name the release with --release too');
  if (namespace === undefined) throw new UsageError('--release needs --namespace too: the namespace of the Helm release');
  if (!RELEASE.test(release))
    throw new UsageError(`--release takes the name of a Helm release, got "${release}": see helm list --all-namespaces`);
  if (!NAMESPACE.test(namespace))
    throw new UsageError(`--namespace takes the name of a namespace, got "${namespace}": see helm list --all-namespaces`);
  return { release, namespace, context };
}

/** The choice as flags of the doctor and of status. */
export const releaseFlags = ({ release, namespace, context }: ReleaseChoice): string =>
  [`--release ${release} --namespace ${namespace}`, ...(context === undefined ? [] : [`--context ${context}`])].join(' ');

/** The choice as flags of Helm, which come after the name of the release. */
export const helmFlags = ({ namespace, context }: ReleaseChoice): string =>
  [`--namespace ${namespace}`, ...(context === undefined ? [] : [`--kube-context ${context}`])].join(' ');
