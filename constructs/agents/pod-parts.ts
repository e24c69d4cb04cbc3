import type { Container, EnvVar, PodSpec, PodTemplateSpec, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { capabilitiesFor } from '../../config/demands';
import { type Component, selectorLabels } from '../../config/labels';
import { type ContainerResources, PRIVATE_DISK } from '../../config/pod-resources';
import { escapeReferences, literalVariable } from '../kubernetes/variable-reference';
import type { AgentPoolConnection, AgentPoolOptions } from './agent-props';

/** User and group of the image, see docker/Dockerfile. */
const USER_ID = 10001;

/** A volume of one container. */
const PRIVATE = { name: 'private', folder: '/azp/private', home: '/azp/home' } as const;

const TOKEN: VolumeMount = { name: 'token', mountPath: '/var/run/secrets/azp', readOnly: true };

/** What every pod has: labels, the service account, and all that the Pod Security Standard "restricted" asks of a pod. */
export function template(
  props: AgentPoolConnection,
  component: Component,
  annotations: Record<string, string>,
  spec: PodSpec,
): PodTemplateSpec {
  const identity = props.credentials.kind === 'workloadIdentity';
  const all = { ...annotations, ...(identity && component === 'agent' ? { 'azure.workload.identity/skip-containers': 'agent' } : {}) };
  return {
    metadata: {
      labels: { ...selectorLabels(props.objectName, component), ...(identity ? { 'azure.workload.identity/use': 'true' } : {}) },
      ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
    },
    spec: {
      serviceAccountName: props.serviceAccountName,
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
  { image }: AgentPoolConnection,
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

/** Where the agent belongs, and what it offers beyond what it finds by itself. */
export function connection({
  organizationUrl,
  pool,
  demands,
  capabilities,
}: AgentPoolConnection & Pick<AgentPoolOptions, 'demands' | 'capabilities'>): EnvVar[] {
  const lines = Object.entries(capabilitiesFor(demands, capabilities)).map(([name, value]) => `${name}=${value}`);
  return [
    { name: 'AZP_URL', value: organizationUrl },
    typeof pool === 'number' ? { name: 'AZP_POOL_ID', value: `${pool}` } : { name: 'AZP_POOL', value: pool },
    ...(lines.length === 0 ? [] : [{ name: 'AZP_CAPABILITIES', value: lines.join('\n') }]),
  ];
}

/** An agent is named after its pod. */
export const podName = (): EnvVar => ({
  name: 'AZP_AGENT_NAME',
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
});

/** Tells a container where its token is; with workload identity AKS tells it more. */
export function tokenFile({ credentials }: AgentPoolConnection): EnvVar[] {
  return credentials.kind === 'pat' ? [{ name: 'AZP_TOKEN_FILE', value: `${TOKEN.mountPath}/token` }] : [];
}

/** The token, for a container that may have it. */
export function tokenMounts({ credentials }: AgentPoolConnection): VolumeMount[] {
  return credentials.kind === 'pat' ? [TOKEN] : [];
}

/** The secret behind the token, readable by the group of the pod's user. */
export function tokenVolumes({ credentials }: AgentPoolConnection): Volume[] {
  return credentials.kind === 'pat' ? [{ name: TOKEN.name, secret: { secretName: credentials.secretName, defaultMode: 0o440 } }] : [];
}
