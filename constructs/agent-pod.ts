import type {
  Container,
  EnvVar,
  PodSpec,
  PodTemplateSpec,
  SecurityContext,
  Toleration,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import { capabilitiesFor } from '../config/demands';
import { type ContainerResources, PLACEHOLDER_RESOURCES, REGISTRAR_RESOURCES } from '../config/pod-resources';
import { canonicalCpu, canonicalMemory, cpuMillis, memoryBytes } from '../config/quantity';
import { type CompleteAgentPoolProps, placeholderName } from './agent-props';
import { type Component, selectorLabels } from './labels';

/** User and group of the image, see docker/Dockerfile. */
const USER_ID = 10001;

/** Where the two containers of an agent pod meet: credentials of the registered agent one way, its state the other. */
const HANDOVER: VolumeMount = { name: 'handover', mountPath: '/azp/handover' };
const WORK: VolumeMount = { name: 'work', mountPath: '/azp/_work' };
const TOKEN: VolumeMount = { name: 'token', mountPath: '/var/run/secrets/azp', readOnly: true };

/** Seconds that a pod is given beyond its job, to sign its agent off. */
const SIGN_OFF_SECONDS = 120;

/** Port of /healthz, /readyz and /metrics of the placeholder. */
export const PLACEHOLDER_PORT = 8080;

/**
 * The pod of one agent. Two containers, so that no job can read the token: `registrar`, a native sidecar, alone has
 * it, registers the agent and signs it off at the end; `agent` runs one job. See docs/decisions/0003.
 */
export function agentPodTemplate(props: CompleteAgentPoolProps): PodTemplateSpec {
  const registrar = container(props, 'registrar', ['register'], REGISTRAR_RESOURCES, {
    restartPolicy: 'Always',
    env: [...connection(props), podName(), ...tokenFile(props), { name: 'AZP_IDLE_MINUTES', value: `${props.idleMinutes}` }],
    volumeMounts: [HANDOVER, ...tokenMounts(props)],
  });
  const agent = container(props, 'agent', ['run'], agentResources(props), {
    env: [...connection(props), podName(), ...Object.entries(props.env).map(([name, value]) => ({ name, value }))],
    // Ready means: has started its job. KEDA counts what is not Ready as on its way.
    readinessProbe: { exec: { command: ['test', '-f', `${HANDOVER.mountPath}/job-started`] }, periodSeconds: 2 },
    volumeMounts: [HANDOVER, WORK],
  });
  return template(
    props,
    'agent',
    { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: props.jobTimeoutMinutes * 60 + SIGN_OFF_SECONDS,
      nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
      ...(props.tolerations.length === 0 ? {} : { tolerations: props.tolerations.map(toleration) }),
      initContainers: [registrar],
      containers: [agent],
      volumes: [
        { name: HANDOVER.name, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
        { name: WORK.name, emptyDir: { sizeLimit: canonicalMemory(memoryBytes(props.workDisk)) } },
        ...tokenVolumes(props),
      ],
    },
  );
}

/** The pod of the placeholder: from the same image, so that its agent has the capabilities of the real ones. */
export function placeholderPodTemplate(props: CompleteAgentPoolProps): PodTemplateSpec {
  const probe = (path: string) => ({ httpGet: { path, port: PLACEHOLDER_PORT }, periodSeconds: 10, timeoutSeconds: 3 });
  const keeper = container(props, 'placeholder', ['keep'], PLACEHOLDER_RESOURCES, {
    env: [
      ...connection(props),
      { name: 'AZP_AGENT_NAME', value: placeholderName(props.name) },
      ...tokenFile(props),
      { name: 'AZP_NAMESPACE', value: props.namespace },
      { name: 'AZP_AGENT_NAME_PREFIX', value: `${props.name}-` },
      ...Object.entries(props.env).map(([name, value]) => ({ name, value })),
    ],
    ports: [{ name: 'http', containerPort: PLACEHOLDER_PORT, protocol: 'TCP' }],
    startupProbe: { ...probe('/healthz'), failureThreshold: 30 },
    livenessProbe: { ...probe('/healthz'), failureThreshold: 6 },
    readinessProbe: probe('/readyz'),
    ...(props.credentials.kind === 'pat' ? { volumeMounts: tokenMounts(props) } : {}),
  });
  return template(
    props,
    'placeholder',
    {},
    {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      automountServiceAccountToken: true,
      containers: [keeper],
      ...(props.credentials.kind === 'pat' ? { volumes: tokenVolumes(props) } : {}),
    },
  );
}

function template(
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

function container(
  { image }: CompleteAgentPoolProps,
  name: string,
  args: string[],
  resources: ContainerResources,
  rest: Partial<Container>,
): Container {
  const securityContext: SecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return { name, image, imagePullPolicy: 'IfNotPresent', args, resources: { ...resources }, securityContext, ...rest };
}

function connection({ organizationUrl, pool, demands, capabilities }: CompleteAgentPoolProps): EnvVar[] {
  const lines = Object.entries(capabilitiesFor(demands, capabilities)).map(([name, value]) => `${name}=${value}`);
  return [
    { name: 'AZP_URL', value: organizationUrl },
    typeof pool === 'number' ? { name: 'AZP_POOL_ID', value: `${pool}` } : { name: 'AZP_POOL', value: pool },
    ...(lines.length === 0 ? [] : [{ name: 'AZP_CAPABILITIES', value: lines.join('\n') }]),
  ];
}

const podName = (): EnvVar => ({ name: 'AZP_AGENT_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } });

function tokenFile({ credentials }: CompleteAgentPoolProps): EnvVar[] {
  return credentials.kind === 'pat' ? [{ name: 'AZP_TOKEN_FILE', value: `${TOKEN.mountPath}/token` }] : [];
}

function tokenMounts({ credentials }: CompleteAgentPoolProps): VolumeMount[] {
  return credentials.kind === 'pat' ? [TOKEN] : [];
}

function tokenVolumes({ credentials }: CompleteAgentPoolProps): Volume[] {
  return credentials.kind === 'pat' ? [{ name: TOKEN.name, secret: { secretName: credentials.secretName, defaultMode: 0o440 } }] : [];
}

function agentResources({ cpu, memory }: CompleteAgentPoolProps): ContainerResources {
  const bytes = canonicalMemory(memoryBytes(memory));
  return { requests: { cpu: canonicalCpu(cpuMillis(cpu)), memory: bytes }, limits: { memory: bytes } };
}

const toleration = ({ key, operator, value, effect }: CompleteAgentPoolProps['tolerations'][number]): Toleration => ({
  key,
  operator,
  effect,
  ...(value === undefined ? {} : { value }),
});
