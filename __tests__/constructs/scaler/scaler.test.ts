import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Container, PodTemplateSpec, Service } from 'kubernetes-types/core/v1';
import { marked, unmarked } from '../../../config/text/literal-text';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { AgentPool } from '../../../constructs/agents/agent-pool';
import type { ScaledJobObject } from '../../../constructs/keda/keda-types';
import { Scaler, type ScalerProps } from '../../../constructs/scaler/scaler';
import { expandReferences } from '../../support/expand-references';
import { schemaErrors } from '../../support/kubernetes-schema';
import { anIdentityPool, aPool } from '../../support/pools';
import { anIdentityScaler, aScaler } from '../../support/scalers';
import { manifestsOf, type StackJson, synthStack } from '../../support/synth';
import { readTerraformText } from '../../support/terraform-text';

const stackOf = (props: ScalerProps): StackJson => synthStack((scope) => void new Scaler(scope, 'scaler', props));
const objectOf = (kind: string, props = aScaler()) => manifestsOf(stackOf(props)).find((object) => object.kind === kind);
const podOf = (props = aScaler()): PodTemplateSpec =>
  (objectOf('Deployment', props) as unknown as Deployment).spec?.template as PodTemplateSpec;
const containerOf = (props = aScaler()) => podOf(props).spec?.containers[0] as Container;
const environmentOf = (props = aScaler()) => Object.fromEntries((containerOf(props).env ?? []).map(({ name, value }) => [name, value]));
const WARM = [{ agents: 2, days: ['mon' as const], from: '07:30', to: '18:00', timeZone: 'Europe/Berlin' }];

test('the objects of a scaler', () => {
  const kinds = (props: ScalerProps) =>
    manifestsOf(stackOf(props))
      .map(({ kind }) => kind)
      .sort();
  expect(kinds(aScaler())).toEqual([
    'Deployment',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Role',
    'RoleBinding',
    'Service',
    'ServiceAccount',
  ]);
});

test.each<[string, ScalerProps]>([
  ['with a token', aScaler()],
  ['with an identity', anIdentityScaler()],
  ['with agents that ask, and a reader of metrics', aScaler({ entries: [{ objectName: 'a', pool: 1, warm: WARM }], metricsFrom: 'x' })],
])('the API server would accept every object %s', (_, props) => {
  for (const object of manifestsOf(stackOf(props)))
    expect({ kind: object.kind, errors: schemaErrors(object) }).toEqual({ kind: object.kind, errors: [] });
});

test('two replicas run, a rollout and a drain keep one of them, and a cluster with one node can run both', () => {
  const { spec } = objectOf('Deployment') as unknown as Deployment;
  expect(spec).toMatchObject({ replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } } });
  expect(objectOf('PodDisruptionBudget')).toMatchObject({
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: spec?.selector },
  });
  expect(spec?.template.metadata?.labels).toMatchObject(spec?.selector.matchLabels ?? {});
  expect(podOf().spec?.topologySpreadConstraints).toMatchObject([
    { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: spec?.selector },
  ]);
});

test('the service account may read Jobs and pods, delete Jobs, and nothing more', () => {
  expect(objectOf('Role')?.['rules']).toEqual([
    { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'watch', 'delete'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
  ]);
  expect(objectOf('RoleBinding')).toMatchObject({
    roleRef: { kind: 'Role', name: 'azure-pipelines-scaler' },
    subjects: [{ kind: 'ServiceAccount', name: 'azure-pipelines-scaler', namespace: 'agents' }],
  });
  expect(objectOf('ServiceAccount')).toMatchObject({ metadata: { name: 'azure-pipelines-scaler' }, automountServiceAccountToken: false });
  expect(podOf().spec).toMatchObject({ serviceAccountName: 'azure-pipelines-scaler', automountServiceAccountToken: true });
});

test('the pod runs no placeholder and writes nothing', () => {
  expect(containerOf()).toMatchObject({
    args: ['scale'],
    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  });
  expect(podOf().spec?.volumes?.map(({ name }) => name)).toEqual(['token']);
  expect(podOf(anIdentityScaler()).spec).not.toHaveProperty('volumes');
});

test('it signs in as the registrar does', () => {
  const registrar = agentPodTemplate(aPool()).spec?.initContainers?.[0] as Container;
  const token = ({ env = [], volumeMounts = [] }: Container) => ({
    env: env.filter(({ name }) => /TOKEN/.test(name)),
    mounts: volumeMounts.filter(({ name }) => name === 'token'),
  });
  expect(token(containerOf())).toEqual(token(registrar));
  expect(token(containerOf()).mounts).toHaveLength(1);
});

test('with workload identity, the webhook gives it a token of the identity, and no object names a secret', () => {
  const props = anIdentityScaler();
  const label = 'azure.workload.identity/use';
  expect(podOf(props).metadata?.labels?.[label]).toBe(agentPodTemplate(anIdentityPool()).metadata?.labels?.[label]);
  expect(podOf(props).metadata).not.toHaveProperty('annotations');
  expect(objectOf('ServiceAccount', props)).toMatchObject({ metadata: { annotations: { 'azure.workload.identity/client-id': 'client' } } });
  expect(JSON.stringify(manifestsOf(stackOf(props)))).not.toMatch(/secretName|AZP_TOKEN/);
});

test('its variables say what to count, how often and up to which limit', () => {
  const entries = [
    { objectName: 'a-small', pool: 'aks', maxAgents: 3, warm: WARM, warmMaxHours: 8, anticipate: true },
    { objectName: 'a-large', pool: 44 },
  ];
  const { AZP_ENTRIES, ...others } = environmentOf(aScaler({ entries, pollingSeconds: 5, parallelJobs: 3 }));
  expect(JSON.parse(AZP_ENTRIES as string)).toEqual([
    { name: 'a-small', pool: 'aks', maxAgents: 3, placeholder: 'a-small-placeholder', warm: WARM, warmMaxHours: 8, anticipate: true },
    { name: 'a-large', pool: 44, maxAgents: 10, placeholder: 'a-large-placeholder', warm: [], warmMaxHours: 12, anticipate: false },
  ]);
  expect(others).toEqual({
    AZP_URL: 'https://dev.azure.com/example',
    AZP_TOKEN_FILE: '/var/run/secrets/azp/token',
    AZP_NAMESPACE: 'agents',
    AZP_POLL_SECONDS: '5',
    AZP_PARALLEL_JOBS: '3',
    AZP_IMAGE: 'example.azurecr.io/agent:1',
  });
  expect(environmentOf()).toMatchObject({ AZP_POLL_SECONDS: '2', AZP_PARALLEL_JOBS: 'bought' });
});

test('each port of the Service is that of the pods, because KEDA looks for the port of the URL among the pods', () => {
  const portsOf = (props: ScalerProps) => (objectOf('Service', props) as unknown as Service).spec?.ports;
  const numbers = { name: 'numbers', port: 8081, targetPort: 8081, protocol: 'TCP' };
  const agents = { name: 'agents', port: 8082, targetPort: 8082, protocol: 'TCP' };
  expect(portsOf(aScaler())).toEqual([numbers]);
  expect(portsOf(aScaler({ entries: [{ objectName: 'a', pool: 1, anticipate: true }] }))).toEqual([numbers, agents]);
  expect(containerOf().ports?.map(({ name, containerPort }) => [name, containerPort])).toEqual([
    ['http', 8080],
    ['numbers', 8081],
    ['agents', 8082],
  ]);
});

test('in a stack of your own, KEDA finds the Service by the URL of the trigger', () => {
  const objects = manifestsOf(
    synthStack((scope) => {
      new Scaler(scope, 'scaler', aScaler());
      new AgentPool(scope, 'linux', aPool({ trigger: 'scaler' }));
    }),
  );
  const [trigger] = (objects.find(({ kind }) => kind === 'ScaledJob') as unknown as ScaledJobObject).spec.triggers;
  const service = objects.find(({ kind }) => kind === 'Service') as unknown as Service;
  const url = new URL(trigger?.metadata['url'] ?? '');
  // KEDA takes the first two parts of the host for the Service and its namespace (pkg/scalers/metrics_api_scaler.go).
  expect(url.hostname.split('.').slice(0, 2)).toEqual([service.metadata?.name, service.metadata?.namespace]);
  expect(service.spec?.ports?.map(({ targetPort }) => `${targetPort}`)).toContain(url.port);
  expect(url.pathname).toBe('/entries/pipelines-linux');
});

describe('a hostile text of an entry arrives unchanged', () => {
  const TEXT = '"${user}" %{if} $(AZP_URL) $$ \\ \u{1F600} \u2028';
  const entriesOf = (pool: string) => ({ entries: [{ objectName: 'a', pool }] });
  const arrived = (value: string | undefined) => JSON.parse(expandReferences(value ?? '', { AZP_URL: 'wrong' })) as unknown;

  test('in a stack of your own', () => {
    const value = environmentOf(aScaler(entriesOf(TEXT)))['AZP_ENTRIES'] as string;
    expect(arrived(readTerraformText(value).plain)).toMatchObject([{ pool: TEXT }]);
  });

  test('in the stacks of this project, whose texts are marked', () => {
    const text = `${TEXT} -8.3e+298`;
    const value = environmentOf(aScaler(marked(entriesOf(text))))['AZP_ENTRIES'] as string;
    // The stacks write templates as they are, and remove the marks.
    expect(arrived(readTerraformText(unmarked(value)).plain)).toMatchObject([{ pool: text }]);
  });
});
