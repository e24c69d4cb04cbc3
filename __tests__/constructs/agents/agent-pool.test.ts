import { AgentPool } from '../../../constructs/agents/agent-pool';
import { schemaErrors } from '../../support/kubernetes-schema';
import { anIdentityPool, aPool } from '../../support/pools';
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
  ['with the default strategy', aPool({ scaling: { strategy: 'default', pendingPodConditions: [] } })],
])('the API server would accept every object %s', (_, props) => {
  for (const object of objectsOf(props))
    expect({ kind: object.kind, errors: schemaErrors(object) }).toEqual({ kind: object.kind, errors: [] });
});

test('text that looks like a Terraform template stays text, and "$" is doubled for the kubelet', () => {
  expect(JSON.stringify(objectsOf(aPool({ env: { PROMPT: '${user}' } })))).toContain('"value":"$$${user}"');
});
