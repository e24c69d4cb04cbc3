import type { Container, EnvVar, PodSpec, PodTemplateSpec, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { capabilitiesFor } from '../config/demands';
import type { ContainerResources } from '../config/pod-resources';
import type { CompleteAgentPoolProps } from './agent-props';
import { type Component, selectorLabels } from './labels';
import { escapeReferences, literalVariable } from './variable-reference';

/** User and group of the image, see docker/Dockerfile. */
const USER_ID = 10001;

const TOKEN: VolumeMount = { name: 'token', mountPath: '/var/run/secrets/azp', readOnly: true };

/** What every pod has: labels, the service account, and all that the Pod Security Standard "restricted" asks of a pod. */
export function template(
  props: CompleteAgentPoolProps,
  component: Component,
  annotations: Record<string, string>,
  spec: PodSpec,
): PodTemplateSpec {
  const identity = props.credentials.kind === 'workloadIdentity';
  const all = { ...annotations, ...(identity && component === 'agent' ? { 'azure.workload.identity/skip-containers': 'agent' } : {}) };
  return {
    metadata: {
      labels: { ...selectorLabels(props.name, component), ...(identity ? { 'azure.workload.identity/use': 'true' } : {}) },
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
  { image }: CompleteAgentPoolProps,
  name: string,
  args: string[],
  resources: ContainerResources,
  rest: Partial<Container>,
): Container {
  const securityContext: SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const literal = { args: args.map(escapeReferences), env: (rest.env ?? []).map(literalVariable) };
  return { name, image, imagePullPolicy: 'IfNotPresent', resources: { ...resources }, securityContext, ...rest, ...literal };
}

/** Where the agent belongs, and what it offers beyond what it finds by itself. */
export function connection({ organizationUrl, pool, demands, capabilities }: CompleteAgentPoolProps): EnvVar[] {
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
export function tokenFile({ credentials }: CompleteAgentPoolProps): EnvVar[] {
  return credentials.kind === 'pat' ? [{ name: 'AZP_TOKEN_FILE', value: `${TOKEN.mountPath}/token` }] : [];
}

/** The token, for a container that may have it. */
export function tokenMounts({ credentials }: CompleteAgentPoolProps): VolumeMount[] {
  return credentials.kind === 'pat' ? [TOKEN] : [];
}

/** The secret behind the token, readable by the group of the pod's user. */
export function tokenVolumes({ credentials }: CompleteAgentPoolProps): Volume[] {
  return credentials.kind === 'pat' ? [{ name: TOKEN.name, secret: { secretName: credentials.secretName, defaultMode: 0o440 } }] : [];
}
