import type { EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { placeholderName } from '../../config/names';
import { PLACEHOLDER_SERVER } from '../../config/pod-contract';
import { PLACEHOLDER_RESOURCES } from '../../config/quantities/pod-resources';
import { KUBELET } from '../../config/timings';
import type { Duration } from '../../lib/duration';
import {
  container,
  jobVariables,
  type PodProps,
  podTemplate,
  privateFolders,
  privateMounts,
  privateVolume,
  READ_ONLY_ROOT,
} from '../pods/pod-parts';
import type { CompleteAgentPoolProps } from './agent-props';

/** The properties of an agent pool that its placeholder uses. */
export type PlaceholderProps = PodProps & Pick<CompleteAgentPoolProps, 'env' | 'maxAgents' | 'namespace' | 'provided'>;

/** The pod of the placeholder. It runs the same image as the agents, so that it has the same capabilities. */
export function placeholderPodTemplate(props: PlaceholderProps): PodTemplateSpec {
  const { provided } = props;
  const probe = (path: string) => ({
    httpGet: { path, port: PLACEHOLDER_SERVER.port },
    periodSeconds: KUBELET.placeholderProbe.seconds,
    timeoutSeconds: KUBELET.placeholderAnswer.seconds,
  });
  const keeper = container(props, {
    name: 'placeholder',
    args: ['keep'],
    resources: PLACEHOLDER_RESOURCES,
    securityContext: READ_ONLY_ROOT,
    env: [
      ...provided.connection,
      ...privateFolders(),
      { name: 'AZP_AGENT_NAME', value: placeholderName(props.objectName) },
      ...provided.signIn.env,
      { name: 'AZP_NAMESPACE', value: props.namespace },
      { name: 'AZP_AGENT_NAME_PREFIX', value: `${props.objectName}-` },
      ...metricsVariables(props),
      ...jobVariables(props.env),
    ],
    ports: [{ name: 'http', containerPort: PLACEHOLDER_SERVER.port, protocol: 'TCP' }],
    startupProbe: { ...probe(PLACEHOLDER_SERVER.alive), failureThreshold: probesIn(KUBELET.placeholderStart) },
    livenessProbe: { ...probe(PLACEHOLDER_SERVER.alive), failureThreshold: probesIn(KUBELET.placeholderDead) },
    readinessProbe: probe(PLACEHOLDER_SERVER.ready),
    volumeMounts: [...privateMounts(), ...provided.signIn.volumeMounts],
  });
  return podTemplate(props, {
    component: 'placeholder',
    credentialFor: keeper.name,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: KUBELET.placeholderStop.seconds,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      automountServiceAccountToken: true,
      containers: [keeper],
      volumes: [privateVolume(), ...provided.signIn.volumes],
    },
  });
}

const probesIn = ({ seconds }: Duration): number => seconds / KUBELET.placeholderProbe.seconds;

/** Values that the placeholder cannot find out, for its metrics. */
function metricsVariables({ maxAgents, provided: { signIn } }: PlaceholderProps): EnvVar[] {
  return [
    { name: 'AZP_MAX_AGENTS', value: `${maxAgents}` },
    ...(signIn.expiresOn === undefined ? [] : [{ name: 'AZP_TOKEN_EXPIRES', value: signIn.expiresOn }]),
  ];
}
