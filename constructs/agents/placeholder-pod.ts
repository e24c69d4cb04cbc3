import type { EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { placeholderName } from '../../config/names';
import { PLACEHOLDER_RESOURCES } from '../../config/pod-resources';
import type { AgentPoolConnection, AgentPoolOptions } from './agent-props';
import {
  connection,
  container,
  privateFolders,
  privateMounts,
  privateVolume,
  READ_ONLY_ROOT,
  template,
  tokenFile,
  tokenMounts,
  tokenVolumes,
} from './pod-parts';

/** Port of /healthz, /readyz and /metrics. */
export const PLACEHOLDER_PORT = 8080;

/** What a placeholder takes of the options of its agent pool. */
export type PlaceholderProps = AgentPoolConnection & Pick<AgentPoolOptions, 'capabilities' | 'demands' | 'env' | 'maxAgents'>;

/** The pod of the placeholder: from the same image, so that its agent has the capabilities of the real ones. */
export function placeholderPodTemplate(props: PlaceholderProps): PodTemplateSpec {
  const probe = (path: string) => ({ httpGet: { path, port: PLACEHOLDER_PORT }, periodSeconds: 10, timeoutSeconds: 3 });
  const keeper = container(props, 'placeholder', ['keep'], PLACEHOLDER_RESOURCES, {
    securityContext: READ_ONLY_ROOT,
    env: [
      ...connection(props),
      ...privateFolders(),
      { name: 'AZP_AGENT_NAME', value: placeholderName(props.objectName) },
      ...tokenFile(props),
      { name: 'AZP_NAMESPACE', value: props.namespace },
      { name: 'AZP_AGENT_NAME_PREFIX', value: `${props.objectName}-` },
      ...toShow(props),
      ...Object.entries(props.env).map(([name, value]) => ({ name, value })),
    ],
    ports: [{ name: 'http', containerPort: PLACEHOLDER_PORT, protocol: 'TCP' }],
    startupProbe: { ...probe('/healthz'), failureThreshold: 30 },
    livenessProbe: { ...probe('/healthz'), failureThreshold: 6 },
    readinessProbe: probe('/readyz'),
    volumeMounts: [...privateMounts(), ...tokenMounts(props)],
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
      volumes: [privateVolume(), ...tokenVolumes(props)],
    },
  );
}

/** What the placeholder cannot know by itself, for its metrics. */
function toShow({ maxAgents, credentials }: PlaceholderProps): EnvVar[] {
  const expiresOn = credentials.kind === 'pat' ? credentials.expiresOn : undefined;
  return [
    { name: 'AZP_MAX_AGENTS', value: `${maxAgents}` },
    ...(expiresOn === undefined ? [] : [{ name: 'AZP_TOKEN_EXPIRES', value: expiresOn }]),
  ];
}
