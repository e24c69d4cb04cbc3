import type { EnvVar, PodTemplateSpec, Toleration, VolumeMount } from 'kubernetes-types/core/v1';
import type { JobComponent } from '../../config/labels';
import { EVICT_VOLUME_BYTES, FOLDERS, READINESS_PORT } from '../../config/pod-contract';
import { AGENT_DISK_REQUEST, type ContainerResources, REGISTRAR_RESOURCES } from '../../config/quantities/pod-resources';
import { canonicalCpu, canonicalMemory, cpuMillis, memoryBytes } from '../../config/quantities/quantity';
import { mayStay, stayUrl } from '../../config/scaler-address';
import { KUBELET } from '../../config/timings';
import type { EntryProps } from './entry-props';
import { accountMounts, accountVolumes, kubernetesNamespace } from './pod-account';
import { jobAndEndSeconds } from './pod-lifetime';
import { container, jobVariables, PRIVATE_FOLDER, podName, podTemplate, privateMounts, privateVolume, READ_ONLY_ROOT } from './pod-parts';

const HANDOVER: VolumeMount = { name: 'handover', mountPath: FOLDERS.handover };

/**
 * A volume that is empty until the registrar writes more to it than it may hold. The kubelet then evicts the pod. The
 * registrar ends the pod in this way if a job keeps its container running.
 */
const EVICT: VolumeMount = { name: 'evict', mountPath: '/azp/evict' };
const WORK: VolumeMount = { name: 'work', mountPath: FOLDERS.work };

/** What differs between the pods of the two services, in addition to what their providers add. */
export interface JobPodParts {
  /** The component of the pod. The container that runs the job has the same name. */
  readonly component: JobComponent;
  /** Variables of the registrar that name folders of its private volume. */
  readonly privateFolders: readonly EnvVar[];
}

/**
 * The pod of one job. It has two containers, so that no job can read the credential. `registrar`, a native sidecar, has the
 * credential, registers the agent or runner and deregisters it at the end. The other container runs one job. See docs/decisions/0003.
 */
export function jobPodTemplate(props: EntryProps, { component, privateFolders }: JobPodParts): PodTemplateSpec {
  const { provided } = props;
  const registrar = container(props, {
    name: 'registrar',
    args: ['register'],
    resources: REGISTRAR_RESOURCES,
    restartPolicy: 'Always',
    securityContext: READ_ONLY_ROOT,
    env: [
      ...provided.connection,
      podName(),
      ...privateFolders,
      ...provided.signIn.env,
      { name: 'AZP_IDLE_MINUTES', value: `${props.idleMinutes}` },
      { name: 'AZP_JOB_MINUTES', value: `${props.jobTimeoutMinutes}` },
      { name: 'AZP_EVICT', value: EVICT.mountPath },
      // The registrar stores here what it must know after a restart. No job can write to this folder.
      { name: 'AZP_STATE', value: PRIVATE_FOLDER },
      { name: 'AZP_READINESS_PORT', value: `${READINESS_PORT}` },
      ...kubernetesNamespace(props),
      ...scalerAddress(props),
    ],
    // A pod is ready once its job has begun. A PodDisruptionBudget counts only such pods as healthy. The registrar answers, not the
    // container of the job, where the kubelet would have to start a program for each check.
    readinessProbe: {
      tcpSocket: { port: READINESS_PORT },
      periodSeconds: KUBELET.agentProbe.seconds,
      timeoutSeconds: KUBELET.agentAnswer.seconds,
      failureThreshold: KUBELET.agentUnready.seconds / KUBELET.agentProbe.seconds,
    },
    volumeMounts: [HANDOVER, EVICT, ...privateMounts(), ...provided.signIn.volumeMounts, ...accountMounts(props)],
  });
  const job = container(props, {
    name: component,
    args: ['run'],
    resources: jobResources(props),
    env: [...provided.connection, podName(), ...jobVariables(props.env)],
    volumeMounts: [HANDOVER, WORK],
  });
  return podTemplate(props, {
    component,
    credentialFor: registrar.name,
    annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: jobAndEndSeconds(props.jobTimeoutMinutes),
      nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
      ...(props.tolerations.length === 0 ? {} : { tolerations: props.tolerations.map(toleration) }),
      initContainers: [registrar],
      containers: [job],
      volumes: [
        { name: HANDOVER.name, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
        { name: WORK.name, emptyDir: { sizeLimit: canonicalMemory(memoryBytes(props.workDisk)) } },
        { name: EVICT.name, emptyDir: { sizeLimit: canonicalMemory(EVICT_VOLUME_BYTES) } },
        privateVolume(),
        ...provided.signIn.volumes,
        ...accountVolumes(props),
      ],
    },
  });
}

/** An agent or runner that is made ahead of its job asks the scaler whether it may stay without one. */
const scalerAddress = ({ trigger, namespace, ...entry }: EntryProps): EnvVar[] =>
  trigger === 'scaler' && mayStay(entry) ? [{ name: 'AZP_SCALER_URL', value: stayUrl(namespace) }] : [];

/** The disk limit covers what the container writes, its log and, as part of the pod's total, its work folder (see config/quantities/pod-resources.ts). */
function jobResources({ cpu, memory, workDisk, scratchDisk }: EntryProps): ContainerResources {
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

const toleration = ({ key, operator, value, effect }: EntryProps['tolerations'][number]): Toleration => ({
  key,
  operator,
  effect,
  ...(value === undefined ? {} : { value }),
});
