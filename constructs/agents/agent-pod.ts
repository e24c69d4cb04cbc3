import type { PodTemplateSpec, Toleration, VolumeMount } from 'kubernetes-types/core/v1';
import { AGENT_DISK_REQUEST, type ContainerResources, REGISTRAR_RESOURCES } from '../../config/pod-resources';
import { canonicalCpu, canonicalMemory, cpuMillis, memoryBytes } from '../../config/quantity';
import { AGENT_POD } from '../../config/timings';
import type { CompleteAgentPoolProps } from './agent-props';
import { accountMounts, accountVolumes, kubernetesNamespace } from './pod-account';
import { container, PRIVATE_FOLDER, podName, privateFolders, privateMounts, privateVolume, READ_ONLY_ROOT, template } from './pod-parts';

/** Where the two containers of an agent pod meet: credentials of the registered agent one way, its state the other. */
const HANDOVER: VolumeMount = { name: 'handover', mountPath: '/azp/handover' };

/** Empty, until the registrar writes more than fits: the kubelet then evicts the pod. For a job that does not let its container end. */
const EVICT: VolumeMount = { name: 'evict', mountPath: '/azp/evict' };
const WORK: VolumeMount = { name: 'work', mountPath: '/azp/_work' };

/**
 * The pod of one agent. Two containers, so that no job can read the token: `registrar`, a native sidecar, alone has
 * it, registers the agent and signs it off at the end; `agent` runs one job. See docs/decisions/0003.
 */
export function agentPodTemplate(props: CompleteAgentPoolProps): PodTemplateSpec {
  const { provided } = props;
  const registrar = container(props, 'registrar', ['register'], REGISTRAR_RESOURCES, {
    restartPolicy: 'Always',
    securityContext: READ_ONLY_ROOT,
    env: [
      ...provided.connection,
      podName(),
      ...privateFolders(),
      ...provided.signIn.env,
      { name: 'AZP_IDLE_MINUTES', value: `${props.idleMinutes}` },
      { name: 'AZP_EVICT', value: EVICT.mountPath },
      // What it has to know when it is started anew: no job can write there.
      { name: 'AZP_STATE', value: PRIVATE_FOLDER },
      ...kubernetesNamespace(props),
    ],
    volumeMounts: [HANDOVER, EVICT, ...privateMounts(), ...provided.signIn.volumeMounts, ...accountMounts(props)],
  });
  const agent = container(props, 'agent', ['run'], agentResources(props), {
    env: [...provided.connection, podName(), ...Object.entries(props.env).map(([name, value]) => ({ name, value }))],
    // Ready means: has started its job. A PodDisruptionBudget counts only such pods as healthy, and people see it at a glance.
    // Many failures in a row are needed to take it back: an agent under load must not look as if it had no job.
    readinessProbe: {
      exec: { command: ['test', '-f', `${HANDOVER.mountPath}/job-started`] },
      // Each look starts a program: often enough for people and drains, and cheap beside the job.
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 12,
    },
    volumeMounts: [HANDOVER, WORK],
  });
  return template(
    props,
    'agent',
    { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: props.jobTimeoutMinutes * 60 + AGENT_POD.afterJob.seconds,
      nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
      ...(props.tolerations.length === 0 ? {} : { tolerations: props.tolerations.map(toleration) }),
      initContainers: [registrar],
      containers: [agent],
      volumes: [
        { name: HANDOVER.name, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
        { name: WORK.name, emptyDir: { sizeLimit: canonicalMemory(memoryBytes(props.workDisk)) } },
        { name: EVICT.name, emptyDir: { sizeLimit: '1Mi' } },
        privateVolume(),
        ...provided.signIn.volumes,
        ...accountVolumes(props),
      ],
    },
  );
}

/** The limit of disk space holds what the container writes, its log and, through the pod's total, its work folder (see config/pod-resources.ts). */
function agentResources({ cpu, memory, workDisk, scratchDisk }: CompleteAgentPoolProps): ContainerResources {
  const bytes = canonicalMemory(memoryBytes(memory));
  const disk = memoryBytes(workDisk) + memoryBytes(scratchDisk);
  return {
    requests: {
      cpu: canonicalCpu(cpuMillis(cpu)),
      memory: bytes,
      'ephemeral-storage': canonicalMemory(Math.min(AGENT_DISK_REQUEST, disk)),
    },
    limits: { memory: bytes, 'ephemeral-storage': canonicalMemory(disk) },
  };
}

const toleration = ({ key, operator, value, effect }: CompleteAgentPoolProps['tolerations'][number]): Toleration => ({
  key,
  operator,
  effect,
  ...(value === undefined ? {} : { value }),
});
