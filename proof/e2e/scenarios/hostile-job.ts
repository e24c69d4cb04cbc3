import assert from 'node:assert/strict';
import { suite } from 'node:test';
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { type Attempt, allRefused, attemptScript, outcomes } from '../scene/attempts';
import { balances } from '../scene/balance';
import { execute, onlyAgentPod } from '../scene/containers';
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

  scenario('gets nothing from Kubernetes', { name: 'reach' }, async (scene) => {
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
    const job = scene.queueOne({ script: attemptScript(attempts), held: true });
    await scene.running([job]);
    const withToken = attempts.slice(0, 2).map((each) => ({ ...each, token: `$(cat ${ACCOUNT_TOKEN})` }));
    const control = await execute(scene, onlyAgentPod(scene), 'registrar', ['bash', '-c', attemptScript(withToken)]);
    assert.deepEqual(outcomes(control.stdout), { pods: '200', secrets: '403' }, 'the registrar may list pods, and no more');

    job.release();
    await balances(scene);
    allRefused(attempts, job.inDevOps.log);
    assert.deepEqual(await deniedAddresses(scene), ['169.254.169.254/32', '168.63.129.16/32']);
  });
});

/**
 * Where no pod may go, in the policy on the cluster: the metadata service and the host agent's service of a cloud's node.
 * Not every cluster enforces policies, and a test has no business there: nothing is sent to them.
 */
async function deniedAddresses({ kubernetes, namespace }: Scene): Promise<readonly string[]> {
  const metadata = { name: 'azure-pipelines-agent', namespace };
  const policy: V1NetworkPolicy = await kubernetes.objects.read({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata });
  return (policy.spec?.egress ?? []).flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock?.except ?? []));
}
