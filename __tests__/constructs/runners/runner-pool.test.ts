import type { Container, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { runnerPodTemplate } from '../../../constructs/runners/runner-pod';
import { RunnerPool, type RunnerPoolProps } from '../../../constructs/runners/runner-pool';
import { gitHubRunners } from '../../../providers/github/github-actions';
import { schemaErrors } from '../../support/kubernetes-schema';
import { aPool } from '../../support/pools';
import { APP, aRunnerPool, GITHUB_TOKEN, runnerJobOf, SCALE_SET } from '../../support/runner-pools';
import { manifestsOf, synthStack } from '../../support/synth';

const objectsOf = (props: RunnerPoolProps = aRunnerPool()) =>
  manifestsOf(synthStack((stack) => void new RunnerPool(stack, 'linux', props)));
const kindsOf = (props?: RunnerPoolProps) =>
  objectsOf(props)
    .map(({ kind }) => kind)
    .sort();
const podOf = (props = aRunnerPool()): PodTemplateSpec => runnerPodTemplate(props);
const specOf = (props = aRunnerPool()): PodSpec => podOf(props).spec as PodSpec;
const runnerOf = (props = aRunnerPool()): Container => specOf(props).containers[0] as Container;
const registrarOf = (props = aRunnerPool()): Container => specOf(props).initContainers?.[0] as Container;
const namesOf = ({ env = [] }: Container) => env.map(({ name }) => name);

test('an entry has a ScaledJob only: GitHub queues jobs without a runner, and KEDA needs no sign-in', () => {
  expect(kindsOf()).toEqual(['ScaledJob']);
});

test('the options of an entry of agentPools add the same objects, for pods with the component runner', () => {
  const objects = objectsOf(aRunnerPool({ podDisruptionBudget: true, maxRunners: 7, egressNamespaces: ['nexus'] }));
  const matchLabels = {
    'app.kubernetes.io/name': 'azure-pipelines-agent',
    'app.kubernetes.io/instance': 'pipelines-gh-linux',
    'app.kubernetes.io/component': 'runner',
  };
  expect(objects.find(({ kind }) => kind === 'PodDisruptionBudget')).toMatchObject({
    metadata: { name: 'pipelines-gh-linux' },
    spec: { minAvailable: 7, selector: { matchLabels } },
  });
  expect(objects.find(({ kind }) => kind === 'NetworkPolicy')).toMatchObject({
    metadata: { name: 'pipelines-gh-linux-egress' },
    spec: { podSelector: { matchLabels }, policyTypes: ['Egress'] },
  });
  expect(podOf().metadata?.labels).toEqual(matchLabels);
});

test('KEDA polls the scaler for it, as for an agent pool, and creates what it says', () => {
  const { spec } = runnerJobOf(aRunnerPool({ maxRunners: 20 }));
  expect(spec).toMatchObject({ minReplicaCount: 0, maxReplicaCount: 20, pollingInterval: 1 });
  expect(spec.triggers).toMatchObject([
    { type: 'metrics-api', metadata: { url: 'http://azure-pipelines-scaler.agents.svc:8081/entries/pipelines-gh-linux' } },
  ]);
  expect(spec.scalingStrategy).toEqual({ multipleScalersCalculation: 'max' });
  expect(spec).not.toHaveProperty('envSourceContainerName');
});

describe('the pod of a runner', () => {
  test('has the registrar as a native sidecar, and one container for the job, named runner', () => {
    expect(registrarOf()).toMatchObject({ name: 'registrar', args: ['register'], restartPolicy: 'Always' });
    expect(specOf().containers.map(({ name, args }) => [name, args])).toEqual([['runner', ['run']]]);
  });

  test('differs from that of an agent only by what belongs to the service', () => {
    const common = ({ name: _, env: __, volumeMounts = [], image: ___, ...container }: Container) => ({
      ...container,
      volumeMounts: volumeMounts.filter(({ name }) => name !== 'token' && name !== 'github'),
    });
    const partsOf = ({ spec, metadata }: PodTemplateSpec) => ({
      annotations: metadata?.annotations,
      registrar: common(spec?.initContainers?.[0] as Container),
      job: common(spec?.containers[0] as Container),
      volumes: spec?.volumes?.filter(({ name }) => name !== 'token' && name !== 'github'),
      grace: spec?.terminationGracePeriodSeconds,
      security: spec?.securityContext,
      automount: spec?.automountServiceAccountToken,
    });
    expect(partsOf(podOf())).toEqual(partsOf(agentPodTemplate(aPool({ trigger: 'scaler' }))));
  });

  test('mounts the credential in the registrar only', () => {
    expect(registrarOf().volumeMounts?.map(({ name }) => name)).toEqual(['handover', 'evict', 'private', 'private', 'private', 'github']);
    expect(runnerOf().volumeMounts?.map(({ name }) => name)).toEqual(['handover', 'work']);
    expect(JSON.stringify(runnerOf())).not.toMatch(/secret|client|installation|key/i);
  });

  test('says in both containers what scale set the runner is for, and nothing of Azure Pipelines', () => {
    const connection = ['AZP_GITHUB_URL', 'AZP_SCALE_SET', 'AZP_RUNNER_GROUP', 'AZP_AGENT_NAME'];
    expect(namesOf(runnerOf())).toEqual(connection);
    expect(namesOf(registrarOf())).toEqual(expect.arrayContaining(connection));
    for (const container of [runnerOf(), registrarOf()]) {
      expect(namesOf(container)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^AZP_(URL|POOL|CAPABILITIES|TOKEN)/)]));
    }
  });

  test('has no copy of the runner package in the registrar, which starts no program of it', () => {
    expect(namesOf(registrarOf())).not.toContain('AZP_AGENT_HOME');
    expect(registrarOf().env).toContainEqual({ name: 'HOME', value: '/azp/home' });
  });

  test('has no access to Kubernetes', () => {
    expect(specOf().automountServiceAccountToken).toBe(false);
    expect(specOf().volumes?.map(({ name }) => name)).toEqual(['handover', 'work', 'evict', 'private', 'github']);
    expect(namesOf(registrarOf())).not.toContain('AZP_NAMESPACE');
  });

  test('asks the scaler only if it may stay without a job', () => {
    expect(namesOf(registrarOf())).not.toContain('AZP_SCALER_URL');
    expect(registrarOf(aRunnerPool({ anticipate: true })).env).toContainEqual({
      name: 'AZP_SCALER_URL',
      value: 'http://azure-pipelines-scaler.agents.svc:8082',
    });
  });
});

test.each<[string, RunnerPoolProps]>([
  ['with an App', aRunnerPool()],
  ['with a token', aRunnerPool({ provider: gitHubRunners({ ...SCALE_SET, credentials: GITHUB_TOKEN }) })],
  [
    'with all options',
    aRunnerPool({
      env: { A: '1' },
      nodeSelector: { a: 'b' },
      tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }],
      egressNamespaces: ['nexus'],
      podDisruptionBudget: true,
      anticipate: true,
    }),
  ],
])('the API server would accept every object %s', (_, props) => {
  for (const object of objectsOf(props))
    expect({ kind: object.kind, errors: schemaErrors(object) }).toEqual({ kind: object.kind, errors: [] });
});

/** Another value for each property. Because of `Required`, the type check fails if one is missing. */
const OTHER: Required<RunnerPoolProps> = {
  objectName: 'pipelines-other',
  namespace: 'other',
  serviceAccountName: 'other',
  image: 'example.azurecr.io/github-runner:2',
  provider: gitHubRunners({ ...SCALE_SET, credentials: { ...APP, secretName: 'other' } }),
  dependsOn: [{ fqn: 'kubernetes_namespace_v1.other' }],
  maxRunners: 11,
  cpu: '600m',
  memory: '3Gi',
  workDisk: '21Gi',
  scratchDisk: '11Gi',
  jobTimeoutMinutes: 61,
  idleMinutes: 2,
  env: { GREETING: 'hello' },
  nodeSelector: { disk: 'fast' },
  tolerations: [{ key: 'spare', operator: 'Exists', effect: 'NoExecute' }],
  egressNamespaces: ['nexus'],
  podDisruptionBudget: true,
  keepFinishedMinutes: 11,
  keepSucceeded: 11,
  keepFailed: 11,
  warm: [{ agents: 1, days: ['mon'], from: '08:00', to: '18:00', timeZone: 'UTC' }],
  warmMaxHours: 11,
  anticipate: true,
};

test.each(Object.entries(OTHER))('the property %s changes at least one object', (name, value) => {
  const base: RunnerPoolProps = name === 'warmMaxHours' ? { ...aRunnerPool(), anticipate: true } : aRunnerPool();
  const text = (props: RunnerPoolProps) => JSON.stringify(synthStack((stack) => void new RunnerPool(stack, 'linux', props)));
  expect(text({ ...base, [name]: value })).not.toBe(text(base));
});
