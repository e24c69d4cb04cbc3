import assert from 'node:assert/strict';
import { suite } from 'node:test';
import type { V1NetworkPolicy, V1Pod } from '@kubernetes/client-node';
import { type Attempt, allRefused, attemptScript, outcomes } from '../scene/attempts';
import { balances } from '../scene/balance';
import { execute, onlyAgentPod, onlyPod } from '../scene/containers';
import { type Blocks, type Destination, mayReach, type PolicyPod } from '../scene/may-reach';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { findings, search, searchScript, tellJob } from '../scene/secret-search';

/** Where client libraries look for the credential of a pod's service account. */
const ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

suite('a hostile job', { concurrency: true }, () => {
  scenario('finds no token, neither of Azure DevOps nor of Kubernetes', { name: 'search' }, async (scene) => {
    const job = scene.queueOne({ script: searchScript() });
    await scene.running([job]);
    const pod = onlyAgentPod(scene);
    const { stdout: account } = await execute(scene, pod, 'registrar', ['cat', ACCOUNT_TOKEN]);
    const secrets = { devOps: scene.devops.token, kubernetes: account };

    const control = await search(scene, pod, 'registrar', secrets);
    assert.ok(
      control.found['devOps']?.some((place) => place.startsWith('/run/secrets/azp/')),
      `found: ${control.found['devOps']}`,
    );
    assert.ok(
      control.found['kubernetes']?.some((place) => place.includes('/serviceaccount/')),
      `found: ${control.found['kubernetes']}`,
    );

    await tellJob(scene, pod, secrets);
    await balances(scene);
    const { found, files, processes } = findings(job.inDevOps.log);
    assert.deepEqual(found, { devOps: [], kubernetes: [] });
    assert.ok(files > 5000, `only ${files} files were read`);
    assert.ok(processes.length > 0, 'no process was seen, not even its own');
    const foreign = processes.filter((each) => /\bregister\b/.test(each));
    assert.deepEqual(foreign, []);
  });

  scenario('gets nothing from Kubernetes, and reaches no pod', { name: 'reach' }, async (scene, say) => {
    const { items: nodes } = await scene.kubernetes.core.listNode();
    const addresses = nodes.flatMap(({ status }) => status?.addresses ?? []).filter(({ type }) => type === 'InternalIP');
    const ofNamespace = `https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/api/v1/namespaces/${scene.namespace}`;
    const attempts: readonly Attempt[] = [
      { what: 'pods', url: `${ofNamespace}/pods` },
      { what: 'secrets', url: `${ofNamespace}/secrets` },
      { what: 'secrets, with a made-up token', url: `${ofNamespace}/secrets`, token: 'made-up' },
      ...addresses.flatMap(({ address }) => [
        { what: `kubelet of ${address}`, url: `https://${address}:10250/pods` },
        { what: `kubelet of ${address}, without sign-in`, url: `http://${address}:10255/pods` },
      ]),
    ];
    const placeholder = policyPod(onlyPod(scene.pods.placeholderPods));
    const neighbour: Attempt = { what: 'placeholder', url: `http://${placeholder.address}:8080/metrics` };
    const job = scene.queueOne({ script: attemptScript([...attempts, neighbour]), held: true });
    await scene.running([job]);
    const pod = onlyAgentPod(scene);
    const withToken = attempts.slice(0, 2).map((each) => ({ ...each, token: `$(cat ${ACCOUNT_TOKEN})` }));
    const control = await execute(scene, pod, 'registrar', ['bash', '-c', attemptScript(withToken)]);
    assert.deepEqual(outcomes(control.stdout), { pods: '200', secrets: '403' }, 'the registrar may list pods, and no more');

    job.release();
    await balances(scene);
    const { placeholder: answer, ...ofKubernetes } = outcomes(job.inDevOps.log);
    allRefused(attempts, ofKubernetes);
    if (answer !== '000') say(`this cluster does not enforce network policies (the placeholder answered ${answer}): they are read`);
    await policiesConfine(scene, policyPod(pod), placeholder);
  });
});

/** By the policies on the cluster. Nothing is sent to the addresses of a cloud's node: a test has no business there. */
async function policiesConfine(scene: Scene, agent: PolicyPod, placeholder: PolicyPod): Promise<void> {
  const policies = await networkPolicies(scene);
  const open = (blocks: Blocks) => (all: readonly Destination[]) => all.filter((each) => mayReach(policies, agent, each, blocks));
  const dns: PolicyPod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, address: '10.244.0.2' };
  const forbidden: readonly Destination[] = [
    { to: '169.254.169.254', port: 80 },
    { to: '168.63.129.16', port: 80 },
    { to: placeholder, port: 8080 },
    { to: { ...agent, address: '10.244.0.3' }, port: 22 },
    { to: { ...dns, namespace: 'other' }, port: 53, protocol: 'UDP' },
    { to: dns, port: 8080 },
    { to: '10.0.17.4', port: 443 },
  ];
  assert.deepEqual(open('match pods')(forbidden), []);
  const needed: readonly Destination[] = [
    { to: dns, port: 53, protocol: 'UDP' },
    { to: dns, port: 53 },
    { to: '13.107.42.20', port: 443 },
    { to: '192.168.7.1', port: 443 },
  ];
  assert.deepEqual(open('never match pods')(needed), needed);
}

async function networkPolicies({ kubernetes, namespace }: Scene): Promise<readonly V1NetworkPolicy[]> {
  const { items } = await kubernetes.objects.list<V1NetworkPolicy>('networking.k8s.io/v1', 'NetworkPolicy', namespace);
  assert.ok(items.length > 0, 'there is no network policy');
  return items;
}

const policyPod = ({ metadata, status }: V1Pod): PolicyPod => ({
  namespace: metadata?.namespace ?? '',
  labels: metadata?.labels ?? {},
  address: status?.podIP ?? '',
});
