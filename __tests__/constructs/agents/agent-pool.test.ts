import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { scalingPair } from '../../../config/keda-version';
import { AgentPool } from '../../../constructs/agents/agent-pool';
import { schemaErrors } from '../../support/kubernetes-schema';
import { anIdentityPool, aPool, jobOf } from '../../support/pools';
import { manifestsOf, synthStack } from '../../support/synth';

const objectsOf = (props = aPool()) => manifestsOf(synthStack((stack) => void new AgentPool(stack, 'linux', props)));
const kindsOf = (props = aPool()) =>
  objectsOf(props)
    .map(({ kind }) => kind)
    .sort();

test('an entry has a placeholder, a ScaledJob and a TriggerAuthentication', () => {
  expect(kindsOf()).toEqual(['Deployment', 'ScaledJob', 'TriggerAuthentication']);
});

test('podDisruptionBudget adds a PodDisruptionBudget with a whole number, the only form that works for pods of Jobs', () => {
  const props = aPool({ podDisruptionBudget: true, maxAgents: 7 });
  expect(kindsOf(props)).toContain('PodDisruptionBudget');
  expect(objectsOf(props).find(({ kind }) => kind === 'PodDisruptionBudget')).toMatchObject({
    spec: {
      minAvailable: 7,
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'pipelines-linux', 'app.kubernetes.io/component': 'agent' } },
    },
  });
});

test('KEDA signs in with the token of the agents', () => {
  expect(objectsOf().find(({ kind }) => kind === 'TriggerAuthentication')).toMatchObject({
    metadata: { name: 'pipelines-linux', namespace: 'agents' },
    spec: { secretTargetRef: [{ parameter: 'personalAccessToken', name: 'token', key: 'token' }] },
  });
});

test('with workload identity, KEDA signs in with the identity of the agents, and no object names a secret', () => {
  const objects = objectsOf(anIdentityPool());
  expect(objects.find(({ kind }) => kind === 'TriggerAuthentication')).toMatchObject({
    spec: { podIdentity: { provider: 'azure-workload', identityId: 'client' } },
  });
  expect(JSON.stringify(objects)).not.toMatch(/secretName|secretTargetRef|AZP_TOKEN/);
});

describe('with the scaler as the trigger', () => {
  const props = aPool({ trigger: 'scaler' });
  const WARM = [{ agents: 1, days: ['mon' as const], from: '00:00', to: '24:00' }];
  const podOf = (changes: Parameters<typeof aPool>[0] = {}) =>
    jobOf(aPool({ trigger: 'scaler', ...changes })).spec.jobTargetRef.template as PodTemplateSpec;
  const environmentOf = (container: Container | undefined) =>
    Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));

  test('KEDA needs no sign-in', () => {
    expect(kindsOf(props)).toEqual(['Deployment', 'ScaledJob']);
    expect(JSON.stringify(objectsOf(props).find(({ kind }) => kind === 'ScaledJob'))).not.toMatch(
      /authenticationRef|envSourceContainerName/,
    );
  });

  test.each(['2.20.0', '2.21.0'] as const)('KEDA %s polls it every second and creates what it says', (version) => {
    const { spec } = jobOf(aPool({ trigger: 'scaler', scaling: scalingPair(version), pollingSeconds: 30 }));
    expect(spec).toMatchObject({ pollingInterval: 1, maxReplicaCount: 10 });
    expect(spec.scalingStrategy).toEqual({ multipleScalersCalculation: 'max' });
    expect(spec.triggers).toEqual([
      {
        type: 'metrics-api',
        metadata: {
          url: 'http://azure-pipelines-scaler.agents.svc:8081/entries/pipelines-linux',
          valueLocation: 'value',
          targetValue: '1',
          timeout: '900ms',
          aggregateFromKubeServiceEndpoints: 'true',
          aggregationType: 'max',
        },
      },
    ]);
  });

  test('the registrar gets no access to Kubernetes', () => {
    const { spec } = podOf();
    expect(spec?.automountServiceAccountToken).toBe(false);
    expect(spec?.volumes?.map(({ name }) => name)).not.toContain('account');
    expect(environmentOf(spec?.initContainers?.[0])).not.toHaveProperty('AZP_NAMESPACE');
  });

  test('only an agent that may stay asks the scaler, and its job does not know where', () => {
    const url = 'http://azure-pipelines-scaler.agents.svc:8082';
    const registrarOf = (changes?: Parameters<typeof aPool>[0]) => environmentOf(podOf(changes).spec?.initContainers?.[0]);
    expect(registrarOf()).not.toHaveProperty('AZP_SCALER_URL');
    expect(registrarOf({ warm: WARM })).toMatchObject({ AZP_SCALER_URL: url });
    expect(registrarOf({ anticipate: true })).toMatchObject({ AZP_SCALER_URL: url });
    const agent = environmentOf(podOf({ warm: WARM, anticipate: true }).spec?.containers[0]);
    expect(agent).not.toHaveProperty('AZP_SCALER_URL');
  });

  test('the deadline of a Job covers the time that a warm agent may wait', () => {
    const minutes = (changes?: Parameters<typeof aPool>[0]) =>
      (jobOf(aPool({ trigger: 'scaler', ...changes })).spec.jobTargetRef.activeDeadlineSeconds ?? 0) / 60;
    expect(minutes({ warm: WARM, warmMaxHours: 8 })).toBe(minutes() + 8 * 60);
    expect(minutes({ anticipate: true, warmMaxHours: 8 })).toBe(minutes() + 8 * 60);
  });
});

test('without the scaler, its options change nothing', () => {
  const plain = JSON.stringify(objectsOf());
  expect(JSON.stringify(objectsOf(aPool({ anticipate: true, warmMaxHours: 1 })))).toBe(plain);
});

test('only one placeholder runs at a time, and its selector does not match agents', () => {
  const deployment = objectsOf().find(({ kind }) => kind === 'Deployment');
  expect(deployment).toMatchObject({
    metadata: { name: 'pipelines-linux-placeholder' },
    spec: { replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: { 'app.kubernetes.io/component': 'placeholder' } } },
  });
});

test('the ScaledJob is created after the placeholder, and deleted before it', () => {
  const stack = synthStack((scope) => void new AgentPool(scope, 'linux', aPool()));
  const resources = Object.entries(stack.resource?.['kubernetes_manifest'] ?? {});
  const address = (kind: string) =>
    `kubernetes_manifest.${resources.find(([, { manifest }]) => (manifest as { kind: string }).kind === kind)?.[0]}`;
  const scaledJob = resources.find(([, { manifest }]) => (manifest as { kind: string }).kind === 'ScaledJob')?.[1];
  expect(scaledJob?.['depends_on']).toEqual([address('TriggerAuthentication'), address('Deployment')]);
});

test.each([
  ['with a token', aPool()],
  ['with an identity', anIdentityPool()],
  [
    'with all options',
    aPool({
      pool: 44,
      demands: ['gpu'],
      env: { A: '1' },
      nodeSelector: { a: 'b' },
      tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }],
      podDisruptionBudget: true,
    }),
  ],
  ['with the scaler as the trigger', aPool({ trigger: 'scaler', anticipate: true })],
  ['with the default strategy', aPool({ scaling: { strategy: 'default', pendingPodConditions: [] } })],
])('the API server would accept every object %s', (_, props) => {
  for (const object of objectsOf(props))
    expect({ kind: object.kind, errors: schemaErrors(object) }).toEqual({ kind: object.kind, errors: [] });
});

test('text that looks like a Terraform template stays text, and "$" is doubled for the kubelet', () => {
  expect(JSON.stringify(objectsOf(aPool({ env: { PROMPT: '${user}' } })))).toContain('"value":"$$${user}"');
});
