import type { Container, EnvVar, PodSpec, PodTemplateSpec, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { type Component, selectorLabels } from '../../config/labels';
import { type ContainerResources, PRIVATE_DISK } from '../../config/quantities/pod-resources';
import { sortedEntries } from '../../lib/sorted-entries';
import type { SignIn } from '../../providers/contract/pod-objects';
import { escapeReferences, literalVariable } from '../kubernetes/variable-reference';
import type { EntryProps } from './entry-props';

/** The properties that the parts of a pod use. */
export interface PodProps extends Pick<EntryProps, 'image' | 'objectName' | 'serviceAccountName'> {
  readonly provided: { readonly signIn: SignIn };
}

/** User and group of the image, see docker/Dockerfile. */
const USER_ID = 10001;

/** A volume that only one container of the pod mounts. */
const PRIVATE = { name: 'private', folder: '/azp/private', home: '/azp/home' } as const;

export interface PodTemplateParts {
  readonly component: Component;
  /** The one container that gets the credential. Every other container of the pod is kept from it. */
  readonly credentialFor: string;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
}

/** What every pod has: labels, the service account, and everything that the Pod Security Standard "restricted" requires of a pod. */
export function podTemplate(
  { objectName, provided, serviceAccountName }: PodProps,
  { component, credentialFor, annotations = {}, spec }: PodTemplateParts,
): PodTemplateSpec {
  const { podLabels, skipAnnotation } = provided.signIn;
  const all = { ...annotations, ...skipContainers(skipAnnotation, credentialFor, spec) };
  return {
    metadata: {
      labels: { ...selectorLabels(objectName, component), ...podLabels },
      ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
    },
    spec: {
      serviceAccountName,
      automountServiceAccountToken: false,
      // Otherwise each service of the namespace becomes an environment variable, and each variable a capability of the agent.
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER_ID,
        runAsGroup: USER_ID,
        fsGroup: USER_ID,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...spec,
    },
  };
}

/** The annotation that keeps the credential from all containers but one. It is made from the pod's own list, so that no container is forgotten. */
function skipContainers(annotation: string | undefined, credentialFor: string, { initContainers = [], containers }: PodSpec) {
  const others = [...initContainers, ...containers].map(({ name }) => name).filter((name) => name !== credentialFor);
  return annotation === undefined || others.length === 0 ? {} : { [annotation]: others.join(';') };
}

export interface ContainerParts extends Omit<Container, 'image' | 'resources'> {
  /** Command of the program in the image. */
  readonly args: string[];
  readonly resources: ContainerResources;
}

/** A container of an image of this project that meets the Pod Security Standard "restricted". Arguments and variables arrive unchanged. */
export function container(
  { image }: PodProps,
  { name, args, resources: { requests, limits }, env = [], ...rest }: ContainerParts,
): Container {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    resources: { requests: { ...requests }, limits: { ...limits } },
    securityContext: RESTRICTED,
    ...rest,
    args: args.map(escapeReferences),
    env: env.map(literalVariable),
  };
}

const RESTRICTED: SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/**
 * For a container that runs no jobs: its root file system is read-only. config.sh writes next to the agent package, so the
 * program copies the package to a volume. .NET and Node.js may write temporary files, and files in the home folder.
 */
export const READ_ONLY_ROOT: SecurityContext = { ...RESTRICTED, readOnlyRootFilesystem: true };

/** A folder whose files survive a restart of the container, as the whole volume does. */
export const PRIVATE_FOLDER: string = PRIVATE.folder;

/** The image's home folder is not hidden, because tools in it that are on PATH are capabilities. */
export const privateHome = (): EnvVar => ({ name: 'HOME', value: PRIVATE.home });

/** The variables of a container that registers an agent with config.sh, which writes next to the agent package. */
export const privateFolders = (): EnvVar[] => [{ name: 'AZP_AGENT_HOME', value: `${PRIVATE.folder}/agent` }, privateHome()];

/** The mounts of the one container that has the volume. */
export const privateMounts = (): VolumeMount[] => [
  { name: PRIVATE.name, mountPath: PRIVATE.folder, subPath: 'private' },
  { name: PRIVATE.name, mountPath: PRIVATE.home, subPath: 'home' },
  { name: PRIVATE.name, mountPath: '/tmp', subPath: 'tmp' },
];

export const privateVolume = (): Volume => ({ name: PRIVATE.name, emptyDir: { sizeLimit: PRIVATE_DISK } });

/** The option `env` of an entry, in the order of the names. */
export const jobVariables = (env: EntryProps['env']): EnvVar[] => sortedEntries(env).map(([name, value]) => ({ name, value }));

/** An agent or runner is named after its pod. */
export const podName = (): EnvVar => ({
  name: 'AZP_AGENT_NAME',
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
});
