import { setMaxListeners } from 'node:events';
import { createColors } from 'picocolors';
import { FIXED_NAMES } from '../../../config/names';
import { minutes } from '../../../lib/duration';
import { releaseChecks } from '../../../operate/doctor/checks';
import type { ReleaseContext } from '../../../operate/doctor/context';
import { devopsFacts } from '../../../operate/doctor/facts/azure-devops/facts';
import { lazyGitHub } from '../../../operate/doctor/facts/github/facts';
import { runChecks } from '../../../operate/doctor/run-checks';
import { select } from '../../../operate/doctor/select';
import { operatorService } from '../../../operate/lib/agent-service';
import { readRelease } from '../../../operate/release/read-release';
import { gather } from '../../../operate/status/gather';
import { judge } from '../../../operate/status/judge';
import { limitsOf } from '../../../operate/status/limits';
import { render } from '../../../operate/status/render';
import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import type { Connection } from '../../../providers/azure-devops/client/request';
import { type FakeCluster, itemsOf, NOW, partOf } from '../lib/cluster/support/fake-cluster';
import { aRelease, CHOICE, clusterWithRelease, releaseSecret } from './support/releases';

const NODE = 'v22.21.0';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['aks'], clock: new ManualClock(NOW) });
  const userCapabilities = { Size: 'Small', java: '21' };
  devops.addAgent('aks', { name: 'pipelines-linux-placeholder', enabled: false, userCapabilities });
});
afterEach(() => devops.close());

/** What the doctor finds, by check, without checks that pass or are not needed. */
async function findings(cluster: FakeCluster) {
  const deployment = await readRelease(cluster.reader, CHOICE);
  const environment = { TF_VAR_azp_token: devops.token };
  const connection: Connection = { url: devops.url, token: async () => ({ value: devops.token, scheme: 'basic' }), timeoutMs: 5000 };
  const context: ReleaseContext = {
    ...deployment,
    environment,
    nodeVersion: NODE,
    now: NOW,
    run: () => Promise.reject(new Error('no check of a release runs a program')),
    cluster: () => cluster.reader,
    serviceUrls: [connection.url],
    lookup: async () => ['13.107.42.20'],
    devops: devopsFacts(connection, deployment.config),
    projects: [],
    gitHub: lazyGitHub(deployment.config, undefined, environment),
    repositories: [],
  };
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const { before, after } = select(releaseChecks, { phase: undefined, only: [] }, deployment.config);
  const options = { limit: minutes(1), stop: stop.signal, alone: (id: string) => id };
  const results = await runChecks([...before, ...after], context, options);
  return Object.fromEntries(
    results.flatMap(({ id, outcome }) => (outcome.status === 'pass' || outcome.status === 'skip' ? [] : [[id, outcome]])),
  );
}

async function status(cluster: FakeCluster) {
  const deployment = await readRelease(cluster.reader, CHOICE);
  const snapshot = await gather({
    ...deployment,
    maxNodes: new Map(),
    context: 'kind-lab',
    cluster: { value: cluster.reader },
    service: operatorService(deployment.config, devops.url, { TF_VAR_azp_token: devops.token }),
    runnerService: undefined,
    pushedAt: async () => undefined,
  });
  const problems = judge(snapshot, limitsOf(deployment.config));
  return {
    problems,
    screen: render(snapshot, problems, createColors(false)).join('\n').replaceAll(devops.url, 'https://dev.azure.com/contoso'),
  };
}

const RESTORE = 'helm rollback agents 3 --namespace pipelines-agents';

describe('a release without problems', () => {
  test('status shows the release, and nodes without their maximum', async () => {
    const { problems, screen } = await status(clusterWithRelease());
    expect(problems).toEqual([]);
    expect(screen).toMatch(
      /^pipelines \(revision 3 of Helm release agents, chart 1\.4\.0\) on kind-lab, https:\/\/dev\.azure\.com\/contoso {2}/,
    );
    expect(screen).toContain('\nlinux  agent pool aks, ScaledJob pipelines-linux\n');
    expect(screen).toContain('\n  nodes        system 1\n');
  });

  test('the doctor finds nothing', async () => {
    expect(Object.keys(await findings(clusterWithRelease()))).toEqual([]);
  });
});

describe('faults come with commands for the release', () => {
  test('a placeholder that was deleted', async () => {
    const cluster = clusterWithRelease();
    cluster.remove('Deployment', 'pipelines-linux-placeholder');
    expect((await status(cluster)).problems).toContainEqual({ text: 'linux: the placeholder is not deployed', command: RESTORE });
    expect((await findings(cluster))['placeholder-runs']).toMatchObject({ status: 'fail', advice: RESTORE });
  });

  test('a ScaledJob with another image, which a rollback of Helm 3 does not restore', async () => {
    const cluster = clusterWithRelease();
    const template = partOf(cluster.get('ScaledJob', 'pipelines-linux'), 'spec', 'jobTargetRef', 'template');
    for (const container of itemsOf(template, 'spec', 'containers')) container['image'] = 'example.azurecr.io/agent:old';
    expect((await findings(cluster))['image']).toMatchObject({
      finding: 'ScaledJob pipelines-linux runs example.azurecr.io/agent:old, and example.azurecr.io/agent:1 is configured',
      advice:
        'helm get manifest agents --revision 3 --namespace pipelines-agents | kubectl apply --server-side --force-conflicts --field-manager helm --namespace pipelines-agents --filename -',
    });
  });

  test('a newer revision that is not deployed', async () => {
    const cluster = clusterWithRelease();
    cluster.objects.push(releaseSecret(aRelease({ version: 4 }), { revision: 4, status: 'failed' }));
    const command = 'helm history agents --namespace pipelines-agents';
    expect((await status(cluster)).problems).toEqual([
      { text: 'revision 4 of Helm release agents is failed, and this compares with revision 3, which is deployed', command },
    ]);
    expect(await findings(cluster)).toEqual({
      'helm-release': {
        status: 'warn',
        finding: 'revision 3 of agents is deployed, of chart version 1.4.0, and the newer revision 4 is failed',
        advice: `see why with ${command}`,
      },
    });
  });

  test('KEDA in another namespace than the values say', async () => {
    const keda = { version: '2.21.0', namespace: 'platform' };
    const cluster = clusterWithRelease(undefined, { config: { ...aRelease().config, keda } });
    const where = 'kubectl get pods --all-namespaces --selector app=keda-operator';
    expect((await status(cluster)).problems).toEqual([
      { text: 'KEDA is not installed in namespace platform: no job gets an agent', command: where },
    ]);
    const found = await findings(cluster);
    expect(Object.keys(found)).toEqual(['keda-ready', 'keda-version', 'network-policy']);
    expect(found['keda-ready']).toMatchObject({
      finding: 'there is no Deployment keda-operator in namespace platform: no job gets an agent',
      advice: `install KEDA 2.21.0, or set keda.namespace in the values to the namespace that it runs in: ${where}`,
    });
  });

  test('KEDA, of which the release installs the chart', async () => {
    const cluster = clusterWithRelease(undefined, { config: { ...aRelease().config, kedaChart: { enabled: true } } });
    for (const object of cluster.objects.filter(({ metadata }) => metadata.namespace === FIXED_NAMES.kedaNamespace))
      Object.assign(object.metadata, { namespace: 'pipelines-agents' });
    expect((await status(cluster)).problems).toEqual([]);
    cluster.remove('Deployment', 'keda-operator');
    expect((await findings(cluster))['keda-ready']).toMatchObject({ advice: RESTORE });
  });

  test('a queue that can not be read', async () => {
    const cluster = clusterWithRelease();
    cluster.forbidden.add('jobs');
    const { problems } = await status(cluster);
    expect(problems.map(({ command }) => command)).toContain('npm run doctor -- --release agents --namespace pipelines-agents');
  });
});
