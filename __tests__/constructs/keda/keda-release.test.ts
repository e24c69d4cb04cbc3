import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { agentPool } from '../../../config/schema/agent-pool';
import { CLUSTER } from '../../../config/timings';
import { KedaRelease, type KedaReleaseProps, KUBERNETES_API_LIMITS } from '../../../constructs/keda/keda-release';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, onlyResource, synthStack } from '../../support/synth';

const props: KedaReleaseProps = {
  namespace: 'keda',
  version: NEWEST_KEDA_VERSION,
  chartRepository: 'https://charts.example',
  imageRegistry: 'ghcr.io',
  httpTimeoutSeconds: 15,
};
const releaseOf = (changes: Partial<KedaReleaseProps> = {}) =>
  onlyResource(
    synthStack((scope) => void new KedaRelease(scope, 'keda', { ...props, ...changes })),
    'helm_release',
  );
const valuesOf = (changes: Partial<KedaReleaseProps> = {}) =>
  JSON.parse((releaseOf(changes)['values'] as [string])[0]) as Record<string, unknown>;

test('is installed completely or not at all, at the version that is given', () => {
  expect(releaseOf()).toMatchObject({
    name: 'keda',
    chart: 'keda',
    repository: 'https://charts.example',
    version: NEWEST_KEDA_VERSION,
    atomic: true,
    cleanup_on_fail: true,
  });
});

test('waits for Azure DevOps for as long as the config sets', () => {
  expect(valuesOf({ httpTimeoutSeconds: 30 })).toMatchObject({ http: { timeout: 30_000 } });
});

test.each([
  ['2.20.2', undefined],
  ['2.21.0', { kubernetesApiTimeout: '30s' }],
])('KEDA %s gets time for the Jobs of a poll if it has a deadline for them', (version, operator) => {
  expect(valuesOf({ version })['operator']).toEqual(operator);
});

test.each(['2.18.3', '2.21.0'])('KEDA %s may create Jobs faster than by default', (version) => {
  expect(valuesOf({ version })['extraArgs']).toEqual({ keda: { 'kube-api-qps': '50', 'kube-api-burst': '100' } });
});

test('there is time for the Jobs of the largest agent pool, with the shortest polling interval', () => {
  const { perSecond, burst } = KUBERNETES_API_LIMITS;
  const [maxAgents, pollingSeconds] = [1000, 1];
  expect(agentPool.safeParse({ name: 'a', maxAgents: maxAgents + 1 }).success).toBe(false);
  expect(burst + perSecond * (pollingSeconds + CLUSTER.kedaJobs.seconds)).toBeGreaterThan(maxAgents);
});

test('uses images from a mirror', () => {
  expect(valuesOf({ imageRegistry: 'mirror.example' })['image']).toMatchObject({
    keda: { registry: 'mirror.example' },
    metricsApiServer: { registry: 'mirror.example' },
    webhooks: { registry: 'mirror.example' },
  });
});

test('uses a chart from a registry', () => {
  const release = releaseOf({ chartRepository: 'oci://mirror.example/charts' });
  expect(release).toMatchObject({ chart: 'oci://mirror.example/charts/keda' });
  expect(release).not.toHaveProperty('repository');
});

test('signs in with an identity when there is one', () => {
  expect(valuesOf({ workloadIdentity: { clientId: 'client', tenantId: 'tenant' } })).toMatchObject({
    podIdentity: { azureWorkload: { enabled: true, clientId: 'client', tenantId: 'tenant' } },
  });
  expect(valuesOf()).not.toHaveProperty('podIdentity');
});

test('waits ten minutes for its pods, in an existing namespace that enforces "restricted"', () => {
  const stack = synthStack((scope) => void new KedaRelease(scope, 'keda', props));
  const namespace = onlyResource(stack, 'kubernetes_namespace_v1');
  expect(namespace).toMatchObject({ metadata: { name: 'keda', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
  expect(onlyResource(stack, 'helm_release')).toMatchObject({
    timeout: 600,
    depends_on: [expect.stringMatching(/^kubernetes_manifest\..*network_policy/)],
  });
  expect(onlyResource(stack, 'kubernetes_manifest')).toMatchObject({ depends_on: [expect.stringMatching(/^kubernetes_namespace_v1\./)] });
});

test.each([
  [false, [{ port: 6443 }, { port: 9443 }, { port: 9666 }]],
  [true, [{ port: 6443 }, { port: 9443 }, { port: 9666 }, { port: 8080 }]],
])('allows only the ingress that it needs; with metrics: %s', (metrics, ports) => {
  const stack = synthStack((scope) => void new KedaRelease(scope, 'keda', { ...props, metrics }));
  const policy = manifestsOf(stack)[0] as NetworkPolicy & { kind: string };
  expect(policy).toMatchObject({ metadata: { name: 'keda', namespace: 'keda' }, spec: { policyTypes: ['Ingress'] } });
  expect(policy.spec?.ingress?.flatMap((rule) => rule.ports ?? [])).toMatchObject(ports);
  expect(schemaErrors(policy)).toEqual([]);
});

test('has none of the CPU limits that the chart would set, because they would slow it down', () => {
  for (const resources of Object.values(valuesOf()['resources'] as Record<string, unknown>))
    expect(resources).toMatchObject({ limits: { cpu: null } });
});
