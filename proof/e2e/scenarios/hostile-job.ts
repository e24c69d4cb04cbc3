import assert from 'node:assert/strict';
import { suite } from 'node:test';
import type { V1NetworkPolicy, V1Pod } from '@kubernetes/client-node';
import { type Attempt, attemptScript, expectAllRefused, statusesOf } from '../scene/attempts';
import { expectBalance } from '../scene/balance';
import { onlyAgentPod, onlyPod, runInContainer } from '../scene/containers';
import { type Destination, type IpBlocks, mayReach, type PolicyPod } from '../scene/may-reach';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { parseFindings, passSecretsToJob, searchContainer, searchScript } from '../scene/secret-search';

/** Path at which client libraries read the token of the pod's service account. */
const ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

suite('a hostile job', { concurrency: true }, () => {
  scenario('finds neither the token of Azure DevOps nor that of Kubernetes', { name: 'search' }, async (scene) => {
    const job = scene.queueOne({ script: searchScript() });
    await scene.untilRunning([job]);
    const pod = onlyAgentPod(scene);
    const secrets = { devOps: scene.devops.token, ...(await accountToken(scene, pod)) };

    const control = await searchContainer(scene, pod, 'registrar', secrets);
    assert.ok(
      control.found['devOps']?.some((place) => place.startsWith('/run/secrets/azp/')),
      `found: ${control.found['devOps']}`,
    );
    if ('kubernetes' in secrets)
      assert.ok(
        control.found['kubernetes']?.some((place) => place.includes('/serviceaccount/')),
        `found: ${control.found['kubernetes']}`,
      );

    await passSecretsToJob(scene, pod, 'agent', secrets);
    await expectBalance(scene);
    const { found, files, processes } = parseFindings(job.inDevOps.log);
    assert.deepEqual(found, Object.fromEntries(Object.keys(secrets).map((name) => [name, []])));
    assert.ok(files > 5000, `only ${files} files were read`);
    assert.ok(processes.length > 0, 'the search saw no process, not even its own');
    const ofRegistrar = processes.filter((each) => /\bregister\b/.test(each));
    assert.deepEqual(ofRegistrar, []);
  });

  scenario('is refused by Kubernetes, and the network policies let it reach no pod', { name: 'reach' }, async (scene, say) => {
    const { items: nodes } = await scene.kubernetes.core.listNode();
    const addresses = nodes.flatMap(({ status }) => status?.addresses ?? []).filter(({ type }) => type === 'InternalIP');
    const ofNamespace = `https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/api/v1/namespaces/${scene.namespace}`;
    const attempts: readonly Attempt[] = [
      { what: 'pods', url: `${ofNamespace}/pods` },
      { what: 'secrets', url: `${ofNamespace}/secrets` },
      { what: 'secrets, with an invalid token', url: `${ofNamespace}/secrets`, token: 'invalid' },
      ...addresses.flatMap(({ address }) => [
        { what: `kubelet of ${address}`, url: `https://${address}:10250/pods` },
        { what: `kubelet of ${address}, without sign-in`, url: `http://${address}:10255/pods` },
      ]),
    ];
    const placeholder = policyPod(onlyPod(scene.pods.placeholderPods));
    const neighbour: Attempt = { what: 'placeholder', url: `http://${placeholder.address}:8080/metrics` };
    const job = scene.queueOne({ script: attemptScript([...attempts, neighbour]), held: true });
    await scene.untilRunning([job]);
    const pod = onlyAgentPod(scene);
    if (hasAccountToken(pod)) await expectRegistrarListsPods(scene, pod, attempts);

    job.release();
    await expectBalance(scene);
    const { placeholder: answer, ...ofKubernetes } = statusesOf(job.inDevOps.log);
    expectAllRefused(attempts, ofKubernetes);
    if (answer !== '000')
      say(`this cluster does not enforce network policies (the placeholder answered ${answer}); only their rules are checked`);
    await expectPoliciesConfine(scene, policyPod(pod), placeholder);
  });
});

/** The token of the service account, which registrars have only if they mark their pod for KEDA's own scaler. */
async function accountToken(scene: Scene, pod: V1Pod): Promise<{ readonly kubernetes?: string }> {
  assert.equal(hasAccountToken(pod), scene.environment.trigger === 'azure-pipelines');
  return hasAccountToken(pod) ? { kubernetes: await runInContainer(scene, pod, 'registrar', ['cat', ACCOUNT_TOKEN]) } : {};
}

const hasAccountToken = ({ spec }: V1Pod): boolean =>
  (spec?.initContainers ?? []).some(({ volumeMounts }) => volumeMounts?.some(({ mountPath }) => ACCOUNT_TOKEN.startsWith(mountPath)));

/** Shows that the attempts of the job would succeed with the token of the registrar. */
async function expectRegistrarListsPods(scene: Scene, pod: V1Pod, attempts: readonly Attempt[]): Promise<void> {
  const withToken = attempts.slice(0, 2).map((each) => ({ ...each, token: `$(cat ${ACCOUNT_TOKEN})` }));
  const control = await runInContainer(scene, pod, 'registrar', ['bash', '-c', attemptScript(withToken)]);
  assert.deepEqual(statusesOf(control), { pods: '200', secrets: '403' }, 'the registrar may list pods and nothing else');
}

/**
 * Asserts what the rules of the policies on the cluster allow an agent to reach. Nothing is sent, because some of the addresses are
 * those of a cloud's metadata services.
 */
async function expectPoliciesConfine(scene: Scene, agent: PolicyPod, placeholder: PolicyPod): Promise<void> {
  const policies = await networkPolicies(scene);
  const reachable = (destinations: readonly Destination[], ipBlocks: IpBlocks) =>
    destinations.filter((destination) => mayReach(policies, { from: agent, destination, ipBlocks }));
  const dns: PolicyPod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, address: '10.244.0.2' };
  const forbidden: readonly Destination[] = [
    { to: '169.254.169.254', port: 80 },
    { to: '168.63.129.16', port: 80 },
    { to: placeholder, port: 8080 },
    ...scene.pods.scalerPods.flatMap(({ pod }) => [8080, 8081, 8082].map((port) => ({ to: policyPod(pod), port }))),
    { to: { ...agent, address: '10.244.0.3' }, port: 22 },
    { to: { ...dns, namespace: 'other' }, port: 53, protocol: 'UDP' },
    { to: dns, port: 8080 },
    { to: '10.0.17.4', port: 443 },
  ];
  assert.deepEqual(reachable(forbidden, 'match pods'), []);
  const needed: readonly Destination[] = [
    { to: dns, port: 53, protocol: 'UDP' },
    { to: dns, port: 53 },
    { to: '13.107.42.20', port: 443 },
    { to: '192.168.7.1', port: 443 },
  ];
  assert.deepEqual(reachable(needed, 'never match pods'), needed);
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
