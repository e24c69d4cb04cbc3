import { createColors } from 'picocolors';
import { OPERATE, WARN } from '../../../config/timings';
import { runnerService } from '../../../operate/lib/runner-service';
import type { ScalerDecision } from '../../../operate/lib/scaler-log';
import { maxNodesOf } from '../../../operate/status/cluster-state';
import { gather } from '../../../operate/status/gather';
import { isBlind, judge } from '../../../operate/status/judge';
import { render } from '../../../operate/status/render';
import type { RunnerPoolState } from '../../../operate/status/snapshot';
import { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { GitHub } from '../../../providers/github/client/client';
import { aGitHubConfig } from '../../support/builders';
import { type FakeCluster, NOW } from '../lib/cluster/support/fake-cluster';
import { agentPod, decisionLine, healthyCluster, SCALER_PODS } from '../lib/cluster/support/healthy-cluster';
import { deploymentOf } from '../support/deployment';
import { anEntry, aSnapshot } from './support/snapshots';

const LIMITS = { queue: WARN.queue };
const IN_NAMESPACE = '--namespace pipelines-agents --context aks-pipelines';
const LOGS = `kubectl logs deployment/azure-pipelines-scaler --all-pods ${IN_NAMESPACE}`;
const DECISION: ScalerDecision = {
  loggedAt: NOW - 30_000,
  pod: SCALER_PODS[0],
  text: 'none waiting',
  waiting: 0,
  onTheirWay: 0,
  warm: 0,
  running: 0,
  create: 0,
  heldBack: { maximum: 0, parallelJobs: 0, cannotStart: 0 },
  reason: undefined,
};

/** An idle runner pool without problems. */
function aRunnerPool(changes: Partial<RunnerPoolState> = {}): RunnerPoolState {
  const { scaledJob, decisions, pods, image } = anEntry();
  return {
    ...{ scaledJob, decisions, pods, image },
    name: 'gh-linux',
    scaleSet: 'gh-linux',
    scaledJobName: 'pipelines-gh-linux',
    maxRunners: 2,
    scaler: { value: DECISION },
    session: { value: { heldBy: SCALER_PODS[0], isOpenElsewhere: true } },
    runners: { value: { busy: 0, idle: 0, offline: 0, leftBehind: [] } },
    ...changes,
  };
}

const judged = (changes: Partial<RunnerPoolState>) => judge(aSnapshot({ entries: [], runnerPools: [aRunnerPool(changes)] }), LIMITS);

test('an idle runner pool is not wrong', () => {
  expect(judged({})).toEqual([]);
});

test.each<[string, Partial<RunnerPoolState>, string, string]>([
  [
    'no session',
    { session: { value: { heldBy: undefined, isOpenElsewhere: false } } },
    'gh-linux: no replica of the scaler has the session of the scale set: no job gets a runner',
    LOGS,
  ],
  [
    'a session of somebody else',
    { session: { value: { heldBy: undefined, isOpenElsewhere: true } } },
    'gh-linux: another session of the scale set is open, and no replica of the scaler has it: no job gets a runner until it ends',
    LOGS,
  ],
  [
    'a maximum that is reached',
    { scaler: { value: { ...DECISION, waiting: 3, heldBack: { maximum: 3, parallelJobs: 0, cannotStart: 0 } } } },
    'gh-linux: 3 jobs wait, and maxRunners (2) is reached',
    'npm run doctor',
  ],
  [
    'pods that cannot start',
    { scaler: { value: { ...DECISION, waiting: 1, heldBack: { maximum: 0, parallelJobs: 0, cannotStart: 1 }, reason: 'ErrImagePull' } } },
    'gh-linux: pods cannot start (ErrImagePull), and 1 job waits for them',
    `kubectl describe jobs --selector scaledjob.keda.sh/name=pipelines-gh-linux ${IN_NAMESPACE}`,
  ],
  [
    'a KEDA that creates nothing',
    { scaler: { value: { ...DECISION, waiting: 2, create: 2 } } },
    'gh-linux: 2 jobs wait, and KEDA has not created the pods that the scaler asks for',
    `kubectl describe scaledjob pipelines-gh-linux ${IN_NAMESPACE}`,
  ],
  [
    'no ScaledJob',
    { scaledJob: { value: undefined } },
    'gh-linux: ScaledJob pipelines-gh-linux does not exist: no job gets a runner',
    'npm run deploy',
  ],
  [
    'runners that are left behind',
    { runners: { value: { busy: 0, idle: 0, offline: 2, leftBehind: ['a', 'b'] } } },
    'gh-linux: 2 runners are offline and without a pod, and the scaler has not removed them yet',
    LOGS,
  ],
  [
    'a runner that used too much memory',
    {
      pods: {
        value: [{ name: 'p', phase: 'Failed', reason: 'runner ended with 137 (OOMKilled)', createdAt: NOW, isTaken: false }],
      },
    },
    "gh-linux: pod p: failed: runner ended with 137 (OOMKilled): raise the entry's memory",
    `kubectl describe pod p ${IN_NAMESPACE}`,
  ],
  [
    'a GitHub that does not answer',
    { runners: { missing: 'GET /orgs/contoso/actions/runners: no answer' } },
    'not read: GET /orgs/contoso/actions/runners: no answer',
    'npm run doctor',
  ],
])('%s is wrong', (_, changes, text, command) => {
  expect(judged(changes)).toEqual([{ text, command }]);
});

test('KEDA has a moment to create pods', () => {
  expect(judged({ scaler: { value: { ...DECISION, loggedAt: NOW - 5000, waiting: 2, create: 2 } } })).toEqual([]);
});

describe('in a deployment', () => {
  const config = aGitHubConfig({
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat' } },
    runnerImage: { kind: 'reference', reference: 'example.azurecr.io/runner:1' },
  });
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await FakeGitHub.start();
  });
  afterEach(() => github.close());

  const snapshotOf = (cluster: FakeCluster, environment: NodeJS.ProcessEnv = { TF_VAR_github_token: github.token }) =>
    gather({
      ...deploymentOf(config),
      maxNodes: maxNodesOf(config.cluster),
      context: 'aks-pipelines',
      cluster: { value: cluster.reader },
      service: undefined,
      runnerService: runnerService(config, github.organisation(), environment),
      pushedAt: async () => NOW - 3 * 86_400_000,
    });
  type Snapshot = Awaited<ReturnType<typeof gather>>;
  const screen = (snapshot: Snapshot) =>
    render(snapshot, judge(snapshot, LIMITS), createColors(false)).join('\n').replaceAll(github.origin, 'https://github.com');

  test('after a deploy nothing is wrong', async () => {
    const snapshot = await snapshotOf(healthyCluster(config));
    expect(screen(snapshot)).toBe(`pipelines on aks-pipelines, https://github.com/contoso  2026-11-25T10:00:00Z

Nothing is wrong.

gh-linux  scale set gh-linux, ScaledJob pipelines-gh-linux
  scaler       none waiting (60 s ago)
  session      with ${SCALER_PODS[1]}
  runners      0 busy, 0 idle, 0 offline; at most 10
  pods         none
  ScaledJob    Ready True (ScaledJobReady), Active False (ScalerNotActive)
  scaling      nothing in the last hour
  image        example.azurecr.io/runner:1, pushed 3 days ago

cluster
  nodes        system 1 of at most 3
  KEDA         operator 1 of 1 ready
  scaler       2 of 2 ready`);
  });

  test('runners are counted, and those without a pod are left behind', async () => {
    const cluster = healthyCluster(config);
    const register = await scaleSet();
    await register('pipelines-gh-linux-abcde');
    await register('pipelines-gh-linux-fghij');
    await register('pipelines-gh-linux-klmno');
    await register('of-somebody-else');
    github.connect('pipelines-gh-linux-abcde');
    agentPod(cluster, 'pipelines-gh-linux', 'abcde', { phase: 'Running' });
    // Its runner is registered, and its listener has not started.
    agentPod(cluster, 'pipelines-gh-linux', 'klmno', { phase: 'Running' });
    const snapshot = await snapshotOf(cluster);
    expect(screen(snapshot)).toContain('\n  runners      0 busy, 1 idle, 2 offline; at most 10\n  pods         2 Running\n');
    expect(snapshot.runnerPools[0]?.runners).toMatchObject({ value: { leftBehind: ['pipelines-gh-linux-fghij'] } });
  });

  test('without a key or a token, GitHub is not asked, and nothing is wrong', async () => {
    const snapshot = await snapshotOf(healthyCluster(config), {});
    expect(judge(snapshot, LIMITS)).toEqual([]);
    expect(screen(snapshot)).toContain(
      '\n  runners      not asked: neither TF_VAR_github_key nor TF_VAR_github_token is set; at most 10\n',
    );
    expect(github.requests).toEqual([]);
  });

  test('a token that GitHub refuses is a part that was not read', async () => {
    const snapshot = await snapshotOf(healthyCluster(config), { TF_VAR_github_token: 'wrong' });
    expect(judge(snapshot, LIMITS)).toMatchObject([
      { text: expect.stringContaining('not read: GET /orgs/contoso/actions/runners: not signed in') },
    ]);
    expect(isBlind(snapshot)).toBe(false);
  });

  test('an old decision proves no session', async () => {
    const cluster = healthyCluster(config);
    for (const pod of SCALER_PODS) cluster.logs.set(pod, [decisionLine('pipelines-gh-linux', {}, OPERATE.decision.minutes + 1)]);
    const snapshot = await snapshotOf(cluster);
    expect(screen(snapshot)).toContain('\n  scaler       no decision in its log\n  session      not open\n');
  });

  async function scaleSet() {
    const api = new GitHub({
      url: github.organisation(),
      credential: async () => ({ kind: 'pat', token: github.token }),
      userAgent: 'test',
    });
    const set = await api.createScaleSet({ name: 'gh-linux', groupId: 1, labels: [] });
    if (set === 'exists') throw new Error('the fake has the scale set already');
    return (name: string) => api.createJitConfig(set.id, { name, workFolder: '_work' });
  }
});
