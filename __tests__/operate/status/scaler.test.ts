import { createColors } from 'picocolors';
import { OPERATE, WARN } from '../../../config/timings';
import { operatorService } from '../../../operate/lib/agent-service';
import type { ScalerDecision } from '../../../operate/lib/scaler-log';
import { maxNodesOf } from '../../../operate/status/cluster-state';
import { gather } from '../../../operate/status/gather';
import { judge } from '../../../operate/status/judge';
import { render } from '../../../operate/status/render';
import { changeLog } from '../../../operate/status/screens';
import type { EntryState, ScalerState } from '../../../operate/status/snapshot';
import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { aConfig } from '../../support/builders';
import { type FakeCluster, NOW, partOf } from '../lib/cluster/support/fake-cluster';
import { decisionLine, healthyCluster, SCALER_PODS } from '../lib/cluster/support/healthy-cluster';
import { deploymentOf } from '../support/deployment';
import { anEntry, aSnapshot, MINUTE } from './support/snapshots';

const VERSION = { 'Agent.Version': '4.275.0' };
const LIMITS = { queue: WARN.queue };
const IN_NAMESPACE = '--namespace pipelines-agents --context aks-pipelines';
const DESCRIBE = `kubectl describe deployment azure-pipelines-scaler ${IN_NAMESPACE}`;
const LOGS = `kubectl logs deployment/azure-pipelines-scaler --all-pods ${IN_NAMESPACE}`;
const JOBS = `kubectl describe jobs --selector scaledjob.keda.sh/name=pipelines-linux ${IN_NAMESPACE}`;

const scaler = (changes: Partial<ScalerState>) => ({ value: { ready: 2, wanted: 2, reason: undefined, failures: [], ...changes } });
const decision = (changes: Partial<ScalerDecision> = {}) => ({
  value: {
    loggedAt: NOW - 12_000,
    pod: 'azure-pipelines-scaler-1',
    text: 'none waiting',
    waiting: 0,
    onTheirWay: 0,
    warm: 0,
    running: 0,
    create: 0,
    heldBack: { maximum: 0, parallelJobs: 0, cannotStart: 0 },
    reason: undefined,
    ...changes,
  },
});
const held = (changes: Partial<ScalerDecision['heldBack']>, reason?: string) =>
  decision({ heldBack: { maximum: 0, parallelJobs: 0, cannotStart: 0, ...changes }, reason });

test.each<[string, { readonly value: ScalerState | undefined }, string, string]>([
  ['no scaler', { value: undefined }, 'the scaler is not deployed: no agents are made', 'npm run deploy'],
  ['a scaler scaled to 0', scaler({ ready: 0, wanted: 0 }), 'the scaler is scaled to 0: no agents are made', DESCRIBE],
  [
    'a scaler that does not start',
    scaler({ ready: 0, reason: 'ImagePullBackOff' }),
    'the scaler is not ready (0 of 2 pods): no agents are made: ImagePullBackOff',
    DESCRIBE,
  ],
  [
    'a scaler that cannot read the queue',
    scaler({ ready: 0, failures: ['it cannot read the queue of agent pool aks: 401'] }),
    'the scaler is not ready (0 of 2 pods): no agents are made: it cannot read the queue of agent pool aks: 401',
    LOGS,
  ],
  ['one replica that is not ready', scaler({ ready: 1 }), 'only 1 of 2 pods of the scaler is ready', LOGS],
])('%s is wrong', (_, state, text, command) => {
  expect(judge(aSnapshot({ scaler: state, entries: [anEntry({ scaler: decision() })] }), LIMITS)).toEqual([{ text, command }]);
});

const queue = { value: { queued: 3, running: 0, oldestQueuedAt: NOW - 20 * MINUTE, serverTime: NOW } };

test.each<[string, Partial<EntryState>, string, string]>([
  [
    'jobs beyond the parallel jobs',
    { queue, scaler: held({ parallelJobs: 3 }) },
    'linux: 3 jobs wait, held back by the parallel jobs of the organisation (option parallelJobs)',
    'npm run doctor -- --only parallel-jobs',
  ],
  ['jobs beyond maxAgents', { queue, scaler: held({ maximum: 1 }) }, 'linux: 1 job waits, and maxAgents (2) is reached', 'npm run doctor'],
  [
    'pods that cannot start while jobs wait',
    { queue, scaler: held({ cannotStart: 2 }, 'NoPod') },
    'linux: pods cannot start (NoPod), and 2 jobs wait for them',
    JOBS,
  ],
  ['pods that cannot start', { scaler: held({}, 'ImagePullBackOff') }, 'linux: pods cannot start (ImagePullBackOff)', JOBS],
  [
    'a job for which KEDA creates no Job',
    {
      queue: { value: { queued: 1, running: 0, oldestQueuedAt: NOW - 61_000, serverTime: NOW } },
      // Another agent that has its job: only the scaler knows that it is not on its way.
      pods: { value: [{ name: 'a', phase: 'Running', reason: undefined, createdAt: NOW, isTaken: false }] },
      scaler: decision({ waiting: 1, create: 1 }),
    },
    'linux: 1 job waits, for 61 s, and KEDA has created no pod for it',
    `kubectl describe scaledjob pipelines-linux ${IN_NAMESPACE}`,
  ],
  ['an entry without a decision', { scaler: { value: undefined } }, 'linux: the scaler decides nothing', LOGS],
])('%s are wrong', (_, entry, text, command) => {
  expect(judge(aSnapshot({ scaler: scaler({}), entries: [anEntry(entry)] }), LIMITS)).toEqual([{ text, command }]);
});

test('an entry without a decision is told with what the scaler cannot read', () => {
  const failures = ['it cannot read the queue of agent pool "aks": 403'];
  const snapshot = aSnapshot({ scaler: scaler({ failures }), entries: [anEntry({ scaler: { value: undefined } })] });
  expect(judge(snapshot, LIMITS).map(({ text }) => text)).toEqual([
    'linux: the scaler decides nothing: it cannot read the queue of agent pool "aks": 403',
  ]);
});

describe('in a deployment', () => {
  const config = aConfig({
    image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' },
    agentPools: [{ name: 'linux', pool: 'aks', demands: ['size -equals small'] }],
    keda: { trigger: 'metrics-api' },
  });
  let devops: FakeDevOps;
  beforeEach(async () => {
    devops = await FakeDevOps.start({ pools: ['aks'], clock: new ManualClock(NOW) });
    devops.addAgent('aks', {
      name: 'pipelines-linux-placeholder',
      enabled: false,
      systemCapabilities: VERSION,
      userCapabilities: { size: 'small' },
    });
  });
  afterEach(() => devops.close());

  const snapshotOf = (cluster: FakeCluster = healthyCluster(config)) =>
    gather({
      ...deploymentOf(config),
      maxNodes: maxNodesOf(config.cluster),
      context: 'aks-pipelines',
      cluster: { value: cluster.reader },
      service: operatorService(config, devops.url, { TF_VAR_azp_token: devops.token }),
      runnerService: undefined,
      pushedAt: async () => undefined,
    });
  type Snapshot = Awaited<ReturnType<typeof gather>>;
  const screen = (snapshot: Snapshot) => render(snapshot, judge(snapshot, LIMITS), createColors(false)).join('\n');
  const logged = (...lines: readonly string[]) => {
    const cluster = healthyCluster(config);
    cluster.logs.set(SCALER_PODS[1], lines);
    return cluster;
  };

  test('after a deploy nothing is wrong', async () => {
    const snapshot = await snapshotOf();
    expect(judge(snapshot, LIMITS)).toEqual([]);
    expect(screen(snapshot)).toContain('\n  queue        0 queued, 0 running\n  scaler       none waiting (60 s ago)\n');
    expect(screen(snapshot)).toContain('\n  KEDA         operator 1 of 1 ready\n  scaler       2 of 2 ready');
  });

  test('the newest decision is shown in words, and says what holds jobs back', async () => {
    const text = '3 waiting: 2 agents on their way, 1 held back by parallel jobs';
    const snapshot = await snapshotOf(logged(decisionLine('pipelines-linux', { text, waiting: 3, parallelJobs: 1 }, 0.2)));
    expect(screen(snapshot)).toContain(`\n  scaler       ${text} (12 s ago)\n`);
    expect(judge(snapshot, LIMITS)).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(snapshot))).toMatchObject({
      scaler: { value: { ready: 2, wanted: 2, failures: [] } },
      entries: [{ queue: { value: { queued: 3 } }, scaler: { value: { waiting: 3, heldBack: { parallelJobs: 1 } } } }],
    });
  });

  test('jobs without demands count, and jobs that the agents cannot run do not', async () => {
    devops.queueJob({ pool: 'aks' });
    const cluster = logged(decisionLine('pipelines-linux', { waiting: 1, create: 1 }, 0));
    expect((await snapshotOf(cluster)).entries[0]?.queue).toEqual({
      value: { queued: 1, running: 0, oldestQueuedAt: NOW, serverTime: NOW },
    });
    // Without an agent that could run it, Azure DevOps would fail the job.
    devops.addAgent('aks', { name: 'other', enabled: false, systemCapabilities: VERSION, userCapabilities: { size: 'large' } });
    devops.queueJob({ pool: 'aks', demands: ['size -equals large'] });
    for (const pod of SCALER_PODS) cluster.logs.delete(pod);
    expect((await snapshotOf(cluster)).entries[0]?.queue).toMatchObject({ value: { queued: 1 } });
  });

  test('a decision that is too old is none', async () => {
    const cluster = healthyCluster(config);
    const line = decisionLine('pipelines-linux', {}, OPERATE.decision.minutes + 1);
    for (const pod of SCALER_PODS) cluster.logs.set(pod, [line]);
    const snapshot = await snapshotOf(cluster);
    expect(screen(snapshot)).toContain('\n  scaler       no decision in its log\n');
    expect(judge(snapshot, LIMITS).map(({ text }) => text)).toEqual(['linux: the scaler decides nothing']);
  });

  test('a pod that has not started has no log, and is told with its reason', async () => {
    const cluster = healthyCluster(config);
    cluster.logs.clear();
    partOf(cluster.get('Deployment', 'azure-pipelines-scaler'), 'status')['readyReplicas'] = 0;
    const waiting = { reason: 'CreateContainerConfigError', message: 'secret "azure-devops-token" not found' };
    partOf(cluster.get('Pod', SCALER_PODS[0]), 'status')['containerStatuses'] = [
      { name: 'scaler', ready: false, restartCount: 0, state: { waiting } },
    ];
    expect(judge(await snapshotOf(cluster), LIMITS)[0]?.text).toBe(
      'the scaler is not ready (0 of 2 pods): no agents are made: CreateContainerConfigError: secret "azure-devops-token" not found',
    );
  });

  test('without the right to read logs, the rest is shown', async () => {
    const cluster = healthyCluster(config);
    cluster.forbidden.add('pods/log');
    const snapshot = await snapshotOf(cluster);
    expect(judge(snapshot, LIMITS).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^not read: a right is missing: pods ".*" is forbidden/),
    ]);
    expect(screen(snapshot)).toContain('\n  scaler       not read\n');
    expect(screen(snapshot)).toContain('\n  scaler       2 of 2 ready');
  });

  test('a decision that is only logged again is no change', async () => {
    const shown: string[] = [];
    const { show } = changeLog({ write: (text) => shown.push(text), colors: createColors(false), columns: 80, isInteractive: false });
    for (const minutesAgo of [5, 0.1]) {
      const snapshot = await snapshotOf(logged(decisionLine('pipelines-linux', {}, minutesAgo)));
      show({ snapshot, problems: [] });
    }
    expect(shown).toHaveLength(1);
  });
});
