import type { Container, EnvVar, PodSpec, PodTemplateSpec, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { type Component, selectorLabels } from '../../config/labels';
import { type ContainerResources, PRIVATE_DISK } from '../../config/pod-resources';
import { escapeReferences, literalVariable } from '../kubernetes/variable-reference';
import type { CompleteAgentPoolProps } from './agent-props';

/** What the parts of a pod take of the properties of its agent pool. */
export type PodProps = Pick<CompleteAgentPoolProps, 'image' | 'objectName' | 'provided' | 'serviceAccountName'>;

/** User and group of the image, see docker/Dockerfile. */
const USER_ID = 10001;

/** A volume of one container. */
const PRIVATE = { name: 'private', folder: '/azp/private', home: '/azp/home' } as const;

/** What every pod has: labels, the service account, and all that the Pod Security Standard "restricted" asks of a pod. */
export function template(
  { objectName, provided, serviceAccountName }: PodProps,
  component: Component,
  annotations: Record<string, string>,
  spec: PodSpec,
): PodTemplateSpec {
  const { podLabels, jobPodAnnotations } = provided.signIn;
  const all = { ...annotations, ...(component === 'agent' ? jobPodAnnotations : {}) };
  return {
    metadata: {
      labels: { ...selectorLabels(objectName, component), ...podLabels },
      ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
    },
    spec: {
      serviceAccountName,
      automountServiceAccountToken: false,
      // Without this each service of the namespace becomes an environment variable, and each of those a capability.
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

/** A container of the agent image, as the Pod Security Standard "restricted" wants it. Arguments and variables arrive as they are given. */
export function container(
  { image }: PodProps,
  name: string,
  args: string[],
  resources: ContainerResources,
  rest: Partial<Container>,
): Container {
  const { requests, limits } = resources;
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    resources: { requests: { ...requests }, limits: { ...limits } },
    securityContext: RESTRICTED,
    ...rest,
    args: args.map(escapeReferences),
    env: (rest.env ?? []).map(literalVariable),
  };
}

const RESTRICTED: SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/**
 * For a container that runs no jobs: its root file system is read-only. config.sh writes next to the agent package, so the
 * program copies that to a volume; .NET and Node.js may write temporary files and below the home folder.
 */
export const READ_ONLY_ROOT: SecurityContext = { ...RESTRICTED, readOnlyRootFilesystem: true };

/** Outlives its container, like all of the volume. */
export const PRIVATE_FOLDER: string = PRIVATE.folder;

/** The image's own home folder stays in sight: tools in it, found by PATH, are capabilities. */
export const privateFolders = (): EnvVar[] => [
  { name: 'AZP_AGENT_HOME', value: `${PRIVATE.folder}/agent` },
  { name: 'HOME', value: PRIVATE.home },
];

/** For the one container whose volume it is. */
export const privateMounts = (): VolumeMount[] => [
  { name: PRIVATE.name, mountPath: PRIVATE.folder, subPath: 'private' },
  { name: PRIVATE.name, mountPath: PRIVATE.home, subPath: 'home' },
  { name: PRIVATE.name, mountPath: '/tmp', subPath: 'tmp' },
];

export const privateVolume = (): Volume => ({ name: PRIVATE.name, emptyDir: { sizeLimit: PRIVATE_DISK } });

/** An agent is named after its pod. */
export const podName = (): EnvVar => ({
  name: 'AZP_AGENT_NAME',
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
});
