import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { memoryBytes } from '../../../config/quantities/quantity';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { anIdentityPool, aPool } from '../../support/pools';

const specOf = (props = aPool()): PodSpec => agentPodTemplate(props).spec as PodSpec;
const agentOf = (props = aPool()): Container => specOf(props).containers[0] as Container;
const registrarOf = (props = aPool()): Container => specOf(props).initContainers?.[0] as Container;
const placeholderOf = (props = aPool()): Container => placeholderPodTemplate(props).spec?.containers[0] as Container;
const envOf = (container: Container) => Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
const mountsOf = (container: Container) => (container.volumeMounts ?? []).map(({ name }) => name);

describe('an agent pod', () => {
  test('has the registrar as a native sidecar and one job container', () => {
    expect(registrarOf()).toMatchObject({ name: 'registrar', args: ['register'], restartPolicy: 'Always' });
    expect(specOf().containers.map(({ name, args }) => [name, args])).toEqual([['agent', ['run']]]);
  });

  test('mounts the token only in the registrar', () => {
    expect(mountsOf(registrarOf())).toEqual(['handover', 'evict', 'private', 'private', 'private', 'token', 'account']);
    expect(envOf(registrarOf())).toMatchObject({ AZP_TOKEN_FILE: '/var/run/secrets/azp/token' });
    expect(mountsOf(agentOf())).toEqual(['handover', 'work']);
    expect(JSON.stringify(agentOf())).not.toMatch(/token|secret/i);
  });

  test('mounts the token read-only, for the group of its user', () => {
    expect(registrarOf().volumeMounts).toContainEqual({ name: 'token', mountPath: '/var/run/secrets/azp', readOnly: true });
    expect(specOf().volumes).toContainEqual({ name: 'token', secret: { secretName: 'token', defaultMode: 0o440 } });
  });

  test('gives only the registrar a token of the service account, which it needs to mark the pod as taken', () => {
    expect(specOf().automountServiceAccountToken).toBe(false);
    expect(registrarOf().volumeMounts).toContainEqual({
      name: 'account',
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      readOnly: true,
    });
    expect(envOf(registrarOf())).toMatchObject({ AZP_NAMESPACE: 'agents' });
    expect(specOf().volumes).toContainEqual({
      name: 'account',
      projected: {
        defaultMode: 0o440,
        sources: [
          { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        ],
      },
    });
  });

  test('has no access to Kubernetes if KEDA does not read the mark', () => {
    const props = aPool({ scaling: { strategy: 'default', pendingPodConditions: [] } });
    expect(mountsOf(registrarOf(props))).not.toContain('account');
    expect(Object.keys(envOf(registrarOf(props)))).not.toContain('AZP_NAMESPACE');
    expect(specOf(props).volumes?.map(({ name }) => name)).toEqual(['handover', 'work', 'evict', 'private', 'token']);
  });

  test('waits for a job for as long as the config sets', () => {
    expect(envOf(registrarOf(aPool({ idleMinutes: 7 })))).toMatchObject({ AZP_IDLE_MINUTES: '7' });
  });

  test('gives its identity to the registrar, not to the job container', () => {
    const { metadata, spec } = agentPodTemplate(anIdentityPool());
    expect(metadata?.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
    expect(metadata?.annotations).toMatchObject({ 'azure.workload.identity/skip-containers': 'agent' });
    expect(spec?.volumes?.map(({ name }) => name)).toEqual(['handover', 'work', 'evict', 'private', 'account']);
  });

  test('hands over credentials in memory, never on a disk', () => {
    expect(specOf().volumes?.[0]).toEqual({ name: 'handover', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
  });

  test('is evicted when the registrar exceeds the size of a volume to which no job can write', () => {
    expect(envOf(registrarOf())).toMatchObject({ AZP_EVICT: '/azp/evict' });
    expect(registrarOf().volumeMounts).toContainEqual({ name: 'evict', mountPath: '/azp/evict' });
    // Not in memory: there the limit is the size of the file system, and nothing more can be written.
    expect(specOf().volumes).toContainEqual({ name: 'evict', emptyDir: { sizeLimit: '1Mi' } });
    expect(mountsOf(agentOf())).not.toContain('evict');
    expect(agentOf().livenessProbe).toBeUndefined();
  });

  test('keeps the record of the registrar where no job can write', () => {
    const state = envOf(registrarOf())['AZP_STATE'];
    const mount = registrarOf().volumeMounts?.find(({ mountPath }) => mountPath === state);
    expect(mount?.name).toBe('private');
    expect(mountsOf(agentOf())).not.toContain('private');
  });

  test('is ready once the registrar opens a port; no program is started to check that', () => {
    expect(registrarOf().readinessProbe).toEqual({
      tcpSocket: { port: 61090 },
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 12,
    });
    expect(registrarOf().env).toContainEqual({ name: 'AZP_READINESS_PORT', value: '61090' });
    expect(agentOf().readinessProbe).toBeUndefined();
  });

  test('the registrar limits the length of the job', () => {
    expect(registrarOf(aPool({ jobTimeoutMinutes: 90 })).env).toContainEqual({ name: 'AZP_JOB_MINUTES', value: '90' });
  });

  test('has a grace period as long as its job and the end of it, is not evicted for scale-down, and never restarts', () => {
    expect(specOf(aPool({ jobTimeoutMinutes: 90 }))).toMatchObject({
      terminationGracePeriodSeconds: 90 * 60 + (60 + 90 + 120),
      restartPolicy: 'Never',
    });
    expect(agentPodTemplate(aPool()).metadata?.annotations).toMatchObject({ 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' });
  });

  test('requests what the config sets, in canonical form, and has limits for memory and disk space', () => {
    expect(agentOf(aPool({ cpu: '1000m', memory: '2048Mi', workDisk: '20480Mi', scratchDisk: '10Gi' })).resources).toEqual({
      requests: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '4Gi' },
      limits: { memory: '2Gi', 'ephemeral-storage': '30Gi' },
    });
    expect(specOf(aPool({ workDisk: '1024Mi' })).volumes?.[1]).toEqual({ name: 'work', emptyDir: { sizeLimit: '1Gi' } });
  });

  test('requests no more disk space than its limit', () => {
    expect(agentOf(aPool({ workDisk: '1Gi', scratchDisk: '512Mi' })).resources).toMatchObject({
      requests: { 'ephemeral-storage': '1536Mi' },
      limits: { 'ephemeral-storage': '1536Mi' },
    });
  });

  test('the disk limit of each container is above the size of its disk volume, because the kubelet counts both for the pod', () => {
    const sizeOf = (name: string) => memoryBytes(specOf().volumes?.find((volume) => volume.name === name)?.emptyDir?.sizeLimit ?? '');
    const limitOf = ({ resources }: Container) => memoryBytes(resources?.limits?.['ephemeral-storage'] ?? '');
    expect(limitOf(registrarOf())).toBeGreaterThan(sizeOf('private'));
    expect(limitOf(placeholderOf())).toBeGreaterThan(sizeOf('private'));
    expect(limitOf(agentOf())).toBeGreaterThan(sizeOf('work'));
  });

  test('gives both containers the capabilities that meet its demands', () => {
    const props = aPool({ demands: ['gpu', 'java -equals 21'], capabilities: { region: 'west' } });
    for (const container of [agentOf(props), registrarOf(props), placeholderOf(props)]) {
      expect(envOf(container)).toMatchObject({ AZP_CAPABILITIES: 'gpu=1\njava=21\nregion=west' });
    }
  });

  test('names the agent after the pod, and the agent pool by name or by id', () => {
    expect(agentOf().env).toContainEqual({
      name: 'AZP_AGENT_NAME',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
    });
    expect(envOf(agentOf())).toMatchObject({ AZP_POOL: 'linux' });
    expect(envOf(agentOf(aPool({ pool: 44 })))).toMatchObject({ AZP_POOL_ID: '44' });
  });

  test('gives the variables of the config to jobs and not to the registrar', () => {
    const props = aPool({ env: { HTTPS_PROXY: 'http://proxy' } });
    expect(envOf(agentOf(props))).toMatchObject({ HTTPS_PROXY: 'http://proxy' });
    expect(envOf(registrarOf(props))).not.toHaveProperty('HTTPS_PROXY');
  });

  test('has the variables of the config in the order of their names, so that a config in another order replaces no pod', () => {
    const names = (agentOf(aPool({ env: { b_tool: '1', TOOL: '2', A_TOOL: '3' } })).env ?? []).map(({ name }) => name);
    expect(names.slice(-3)).toEqual(['A_TOOL', 'TOOL', 'b_tool']);
  });

  test('tolerates the taints of the config, with their values', () => {
    const taint = { key: 'nodes', operator: 'Equal', value: 'large', effect: 'NoSchedule' } as const;
    expect(specOf(aPool({ tolerations: [taint] })).tolerations).toEqual([taint]);
    expect(specOf()).not.toHaveProperty('tolerations');
  });

  test('is scheduled to the nodes that the config selects', () => {
    const props = aPool({ nodeSelector: { nodes: 'large' }, tolerations: [{ key: 'nodes', operator: 'Exists', effect: 'NoExecute' }] });
    expect(specOf(props)).toMatchObject({
      nodeSelector: { 'kubernetes.io/os': 'linux', nodes: 'large' },
      tolerations: [{ key: 'nodes', operator: 'Exists', effect: 'NoExecute' }],
    });
  });
});

test.each([
  ['agent', agentPodTemplate],
  ['placeholder', placeholderPodTemplate],
])('the %s pod meets the Pod Security Standard "restricted"', (_, template) => {
  const spec = template(aPool()).spec as PodSpec;
  // The numbers are those of docker/Dockerfile; by the group the token and the shared folders can be read.
  expect(spec.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    // A tag is a hash of the content, so an image that is already on the node is the right one.
    expect(container.imagePullPolicy).toBe('IfNotPresent');
    expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    expect(Object.keys(container.resources?.limits ?? {})).toEqual(['memory', 'ephemeral-storage']);
    expect(Object.keys(container.resources?.requests ?? {})).toEqual(['cpu', 'memory', 'ephemeral-storage']);
  }
  expect(spec.enableServiceLinks).toBe(false);
  expect(spec.serviceAccountName).toBe('agent');
});

describe.each([
  ['registrar', registrarOf, () => [agentOf()]],
  ['placeholder', placeholderOf, () => []],
])('the container %s', (_, containerOf, others) => {
  test('can write only to its own volumes', () => {
    const mounts = containerOf().volumeMounts ?? [];
    expect(containerOf().securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(mounts.filter(({ name }) => name === 'private').map(({ mountPath }) => mountPath)).toEqual([
      '/azp/private',
      '/azp/home',
      '/tmp',
    ]);
    expect(envOf(containerOf())).toMatchObject({ AZP_AGENT_HOME: '/azp/private/agent', HOME: '/azp/home' });
    for (const other of others()) expect(mountsOf(other)).not.toContain('private');
  });

  test('has a private volume of a limited size', () => {
    for (const template of [agentPodTemplate(aPool()), placeholderPodTemplate(aPool())])
      expect(template.spec?.volumes).toContainEqual({ name: 'private', emptyDir: { sizeLimit: '1Gi' } });
  });
});

test('the root file system of the job container is writable, because the image may have files in the home folder', () => {
  expect(agentOf().securityContext).not.toHaveProperty('readOnlyRootFilesystem');
  expect(envOf(agentOf())).not.toHaveProperty('AZP_AGENT_HOME');
});
