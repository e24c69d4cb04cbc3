import { createColors } from 'picocolors';
import { operatorService } from '../../../operate/lib/agent-service';
import { maxNodesOf } from '../../../operate/status/cluster-state';
import { gather } from '../../../operate/status/gather';
import { isBlind, judge as judgeBy } from '../../../operate/status/judge';
import { limitsOf } from '../../../operate/status/limits';
import { render } from '../../../operate/status/render';
import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import type { AgentService } from '../../../providers/contract/agent-service';
import { aConfig } from '../../support/builders';
import { NOW, partOf } from '../lib/cluster/support/fake-cluster';
import { agentPod, healthyCluster } from '../lib/cluster/support/healthy-cluster';
import { deploymentOf, IMAGE } from '../support/deployment';

// Without the scaler, status reads the queue itself. scaler.test.ts has the screen with it.
const config = aConfig({
  image: { kind: 'reference', reference: IMAGE },
  keda: { trigger: 'azure-pipelines' },
  agentPools: [{ name: 'linux', pool: 'aks' }],
});
const PLACEHOLDER = 'pipelines-linux-placeholder';
const PLACEHOLDER_AGENT = { name: PLACEHOLDER, enabled: false, status: 'offline' as const, statusChangedOn: NOW };
const VERSION = { 'Agent.Version': '4.275.0' };
const RUNNING = { phase: 'Running', conditions: [{ type: 'azure-pipelines-agent/Taken', status: 'True' }] };

let devops: FakeDevOps;

beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['aks'], clock: new ManualClock(NOW) });
  devops.addAgent('aks', { name: PLACEHOLDER, enabled: false, systemCapabilities: VERSION });
});
afterEach(() => devops.close());

const sources = (cluster = healthyCluster(config)) => ({
  ...deploymentOf(config),
  maxNodes: maxNodesOf(config.cluster),
  context: 'aks-pipelines',
  cluster: { value: cluster.reader },
  service: operatorService(config, devops.url, { TF_VAR_azp_token: devops.token }),
  runnerService: undefined,
  pushedAt: async () => NOW - 3 * 86_400_000,
});

const judge = (snapshot: Awaited<ReturnType<typeof gather>>) => judgeBy(snapshot, limitsOf(config));

const screen = (snapshot: Awaited<ReturnType<typeof gather>>): string =>
  render(snapshot, judge(snapshot), createColors(false)).join('\n').replaceAll(devops.url, 'https://dev.azure.com/contoso');

test('after a deploy nothing is wrong', async () => {
  const snapshot = await gather(sources());
  expect(judge(snapshot)).toEqual([]);
  expect(screen(snapshot)).toBe(`pipelines on aks-pipelines, https://dev.azure.com/contoso  2026-11-25T10:00:00Z

Nothing is wrong.

linux  agent pool aks, ScaledJob pipelines-linux
  queue        0 queued, 0 running
  agents       0 busy, 0 idle, 0 offline; at most 10
  pods         none
  placeholder  pod ready; agent registered, disabled
  ScaledJob    Ready True (ScaledJobReady), Active False (ScalerNotActive)
  scaling      nothing in the last hour
  image        example.azurecr.io/agent:1, pushed 3 days ago

cluster
  nodes        system 1 of at most 3
  KEDA         operator 1 of 1 ready`);
});

test('a busy agent pool: jobs, agents, pods with their reasons, and what KEDA did', async () => {
  const cluster = healthyCluster(config);
  agentPod(cluster, 'pipelines-linux', 'bcdfg-bcdfg', RUNNING);
  const unschedulable = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message: '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found.',
  };
  agentPod(cluster, 'pipelines-linux', 'hjklm-hjklm', { phase: 'Pending', conditions: [unschedulable] });
  const metadata = { name: 'pipelines-linux.17', namespace: 'pipelines-agents' };
  const seconds = (ago: number) => new Date(NOW - ago * 1000).toISOString();
  cluster.objects.push(
    {
      kind: 'Event',
      metadata,
      type: 'Normal',
      reason: 'KEDAJobsCreated',
      message: 'Created 1 jobs',
      involvedObject: { kind: 'ScaledJob', name: 'pipelines-linux' },
      eventTime: seconds(200),
      series: { count: 2, lastObservedTime: seconds(30) },
    },
    {
      kind: 'Job',
      metadata: {
        name: 'pipelines-linux-hjklm',
        namespace: 'pipelines-agents',
        labels: { 'scaledjob.keda.sh/name': 'pipelines-linux' },
        creationTimestamp: seconds(29),
      },
    },
  );
  devops.addAgent('aks', { name: 'pipelines-linux-bcdfg-bcdfg', status: 'online', systemCapabilities: VERSION });
  devops.queueJob({ pool: 'aks' });
  devops.queueJob({ pool: 'aks' });
  const text = screen(await gather(sources(cluster)));
  expect(text).toContain(`
  queue        2 queued (the oldest for 0 s), 0 running
  agents       1 busy, 0 idle, 0 offline; at most 10
  pods         1 Pending, 1 Running
               pipelines-linux-hjklm-hjklm Pending: Unschedulable: 0/1 nodes are available: 1 Insufficient cpu
  placeholder  pod ready; agent registered, disabled`);
  expect(text).toContain(`
  scaling      29 s ago     Job pipelines-linux-hjklm created
               30 s ago     KEDAJobsCreated: Created 1 jobs (2 times)`);
});

test('without the cluster the rest is shown, and the reason is reported once', async () => {
  const snapshot = await gather({ ...sources(), cluster: { missing: 'no answer from the cluster' } });
  expect(judge(snapshot)).toEqual([{ text: 'not read: no answer from the cluster', command: 'npm run doctor' }]);
  expect(isBlind(snapshot)).toBe(false);
  expect(screen(snapshot)).toContain(`
  queue        0 queued, 0 running
  agents       0 busy, 0 idle, 0 offline; at most 10
  pods         not read
  placeholder  not read; agent registered, disabled
  ScaledJob    not read`);
});

test('without Azure DevOps the cluster is shown', async () => {
  devops.fault({ answer: '503' });
  const snapshot = await gather(sources());
  expect(judge(snapshot)).toHaveLength(1);
  expect(screen(snapshot)).toContain(`
  queue        not read
  agents       not read
  pods         none
  placeholder  pod ready; agent not read`);
});

test('queues and agents of any service that meets the contract are shown', async () => {
  const never = () => Promise.reject(new Error('status only reads'));
  const agentService: AgentService = {
    findManagedAgentPool: never,
    findAgentPool: async () => ({ id: 7, name: 'aks' }),
    findAgent: never,
    findAgentByName: never,
    agents: async (poolId) => ({ value: [{ ...PLACEHOLDER_AGENT, id: poolId }], serverTime: NOW }),
    jobs: async () => ({ value: [{ requestId: 1, queueTime: NOW - 4000, receiveTime: undefined }], serverTime: NOW }),
    disable: never,
    delete: never,
  };
  const given = sources();
  const text = screen(
    await gather({ ...given, service: { ...given.service, serviceUrl: 'https://ci.example.com/contoso', agentService } }),
  );
  expect(text).toContain('on aks-pipelines, https://ci.example.com/contoso');
  expect(text).toContain('  queue        1 queued (the oldest for 4 s), 0 running\n');
  expect(text).toContain('agent registered, disabled');
});

test('without either of them nothing is read', async () => {
  const service = operatorService(config, 'http://127.0.0.1:1/contoso', { TF_VAR_azp_token: 'x' });
  expect(isBlind(await gather({ ...sources(), service, cluster: { missing: 'no answer' } }))).toBe(true);
});

test('a missing right for one kind affects only what is made from it', async () => {
  const cluster = healthyCluster(config);
  cluster.forbidden.add('nodes');
  const snapshot = await gather(sources(cluster));
  expect(judge(snapshot).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^not read: a right is missing: nodes is forbidden: User "me" cannot read resource "nodes"/),
  ]);
  expect(screen(snapshot)).toContain('  nodes        not read\n  KEDA         operator 1 of 1 ready');
});

describe('an agent that has been offline for 17 minutes without a pod', () => {
  const leave = () => devops.addAgent('aks', { name: 'pipelines-linux-bcdfg-bcdfg', statusChangedOn: NOW - 17 * 60_000 });

  test('counts as left behind', async () => {
    leave();
    expect(judge(await gather(sources())).map(({ text }) => text)).toEqual([
      'linux: agent pipelines-linux-bcdfg-bcdfg is offline and without a pod, and the placeholder has not deleted it',
    ]);
  });

  test('does not, if the deployed placeholder waits for longer before it reaps one', async () => {
    const cluster = healthyCluster(config);
    partOf(cluster.get('Deployment', PLACEHOLDER), 'spec', 'template', 'spec', 'containers', 0)['env'] = [
      { name: 'AZP_REAP_MINUTES', value: '60' },
    ];
    leave();
    const snapshot = await gather(sources(cluster));
    expect(snapshot.entries[0]?.agents).toMatchObject({ value: { offline: 1, leftBehind: [] } });
  });
});
