import type { EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { selectorLabels } from '../../config/labels';
import { FIXED_NAMES } from '../../config/names';
import { PLACEHOLDER_SERVER, SCALER_SERVER } from '../../config/pod-contract';
import { SCALER_RESOURCES } from '../../config/quantities/pod-resources';
import { entriesText } from '../../config/scaler-entries';
import { KUBELET } from '../../config/timings';
import type { Duration } from '../../lib/duration';
import { container, podTemplate, READ_ONLY_ROOT } from '../pods/pod-parts';
import { componentOf, withDefaults } from './scaler-entry';
import type { CompleteScalerProps } from './scaler-props';

/** The ports of the scaler, by name. */
export const SCALER_PORTS = { http: SCALER_SERVER.port, numbers: SCALER_SERVER.numbersPort, agents: SCALER_SERVER.agentsPort } as const;

/** The pod of one replica of the scaler. It writes no file, so it has no writable volume. */
export function scalerPodTemplate({ name, namespace, image, runnerImage = image, access, ...props }: CompleteScalerProps): PodTemplateSpec {
  const { signIn } = access;
  const podProps = { image, objectName: name, provided: access, serviceAccountName: FIXED_NAMES.scaler };
  const scaler = container(podProps, {
    name: 'scaler',
    args: ['scale'],
    resources: SCALER_RESOURCES,
    securityContext: READ_ONLY_ROOT,
    env: [
      ...access.connection,
      ...signIn.env,
      { name: 'AZP_NAMESPACE', value: namespace },
      { name: 'AZP_ENTRIES', value: entriesText(props.entries.map(withDefaults)) },
      ...pollVariables(props),
      { name: 'AZP_IMAGE', value: image },
      ...(runnerImage === image ? [] : [{ name: 'AZP_RUNNER_IMAGE', value: runnerImage }]),
    ],
    ports: Object.entries(SCALER_PORTS).map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })),
    startupProbe: probe(PLACEHOLDER_SERVER.alive, KUBELET.scalerStartProbe, KUBELET.scalerAnswer, KUBELET.scalerStart),
    livenessProbe: probe(PLACEHOLDER_SERVER.alive, KUBELET.scalerProbe, KUBELET.scalerAnswer, KUBELET.scalerDead),
    readinessProbe: probe(PLACEHOLDER_SERVER.ready, KUBELET.scalerReady, KUBELET.scalerReadyAnswer, KUBELET.scalerUnready),
    ...(signIn.volumeMounts.length === 0 ? {} : { volumeMounts: [...signIn.volumeMounts] }),
  });
  return podTemplate(podProps, {
    component: 'scaler',
    credentialFor: scaler.name,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: KUBELET.scalerStop.seconds,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      automountServiceAccountToken: true,
      // Two nodes where there are two. A cluster with one node must work too.
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: selectorLabels(name, 'scaler') },
          // Otherwise the old pods of a rollout count, and both new ones may end up on one node.
          matchLabelKeys: ['pod-template-hash'],
        },
      ],
      containers: [scaler],
      ...(signIn.volumes.length === 0 ? {} : { volumes: [...signIn.volumes] }),
    },
  });
}

/** How the queues of agent pools are polled. A runner scale set is not polled: GitHub answers when there is something new. */
const pollVariables = ({
  entries,
  pollingSeconds,
  parallelJobs,
}: Pick<CompleteScalerProps, 'entries' | 'pollingSeconds' | 'parallelJobs'>): EnvVar[] =>
  entries.some((entry) => componentOf(entry) === 'agent')
    ? [
        { name: 'AZP_POLL_SECONDS', value: `${pollingSeconds}` },
        { name: 'AZP_PARALLEL_JOBS', value: `${parallelJobs}` },
      ]
    : [];

const probe = (path: string, period: Duration, answer: Duration, failing: Duration) => ({
  httpGet: { path, port: SCALER_PORTS.http },
  periodSeconds: period.seconds,
  timeoutSeconds: answer.seconds,
  failureThreshold: failing.seconds / period.seconds,
});
