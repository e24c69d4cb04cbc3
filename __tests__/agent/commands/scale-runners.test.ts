import { PLACEHOLDER, SCALE_SET, SCALER } from '../../../config/timings';
import { realClock } from '../../../lib/clock';
import { eventually } from '../../support/eventually';
import { completeJob, newJob, podOf } from '../scale/model/cluster';
import { AgentsApi } from '../support/agents-api';
import { ENTRY, impatient, JOB, RUNNER_POOL, ScaleSetScene, SET } from '../support/scale-set-scene';

let scene: ScaleSetScene;
/** Of a replica that has another connection to Kubernetes than the others. */
let otherApi: AgentsApi | undefined;
beforeEach(async () => {
  scene = await ScaleSetScene.start();
});
afterEach(async () => {
  await scene.end();
  otherApi?.close();
  otherApi = undefined;
});

test('it creates the scale set, and a job gets one runner from its queueing to its end', async () => {
  const program = await scene.start();
  await scene.untilHeld();
  expect(scene.set).toMatchObject({ name: 'gh-linux', disableUpdate: true, labels: [expect.objectContaining({ name: 'aks-linux' })] });
  await eventually('a capacity is announced', () => scene.set.capacity === 5);
  const [job] = scene.queueJobs(1);
  await program.answers(1);
  scene.api.jobs = [newJob(ENTRY, JOB, Date.now())];
  scene.api.pods = [podOf(JOB, 'running')];
  await program.answers(0);
  await scene.connectRunner();
  await eventually('the job runs', () => job?.state === 'running');
  await eventually('its start is measured', async () =>
    (await program.metrics()).includes(`azp_scaler_queue_to_job_seconds_count{entry="${ENTRY}"} 1`),
  );
  expect(await program.number()).toBe(0);
  scene.queueJobs(1);
  await program.answers(2);
  if (job !== undefined) scene.github.finishJob(job);
  await realClock.sleep(SCALER.repeat.milliseconds);
  await program.answers(2);
  scene.api.jobs = [completeJob(newJob(ENTRY, JOB, 0))];
  scene.api.pods = [podOf(JOB, 'ended')];
  await program.answers(1);
});

test('on a server that offers jobs, it acquires them', async () => {
  await scene.end();
  scene = await ScaleSetScene.start({ mode: 'acquire' });
  const program = await scene.start();
  await scene.untilHeld();
  scene.queueJobs(3);
  await program.answers(3);
});

test('a second replica is ready, has no number, and takes over when the first one stops', async () => {
  const first = await scene.start();
  await scene.untilHeld();
  const second = await scene.start();
  await eventually('it is ready', async () => (await second.status('/readyz')) === 200);
  scene.queueJobs(1);
  await first.answers(1);
  expect(await second.number()).toBe(503);
  expect(await second.metrics()).toContain(`azp_scaler_session_held{entry="${ENTRY}"} 0`);
  await first.stop();
  await second.answers(1);
  expect(scene.github.scaleSets).toHaveLength(1);
});

test('a replica that cannot list the Jobs and pods has no number, so it leaves its session to the other one, and waits for it later', async () => {
  const api = await AgentsApi.start();
  otherApi = api;
  let ahead = 0;
  const kubernetes = api.server.api();
  const first = await scene.start(
    { ...scene.settings(), kubernetes },
    impatient(() => ahead),
  );
  await scene.untilHeld();
  const second = await scene.start();
  await eventually('the second is ready', async () => (await second.status('/readyz')) === 200);
  scene.queueJobs(1);
  await first.answers(1);
  api.instead = (_, response) => {
    response.writeHead(500).end();
    return true;
  };
  ahead += SCALER.stale.milliseconds;
  await second.answers(1);
  expect([await first.number(), await first.status('/readyz')]).toEqual([503, 503]);
  api.instead = () => false;
  await eventually('the first is ready again', async () => (await first.status('/readyz')) === 200);
  await second.stop();
  await first.answers(1);
});

/** Lets time pass for the replica with this API server, in steps that let it list Jobs and pods in time. */
async function passing(api: AgentsApi, ms: number, advance: (ms: number) => unknown): Promise<void> {
  const step = SCALER.stale.milliseconds / 4;
  const lists = () => api.asked.filter((each) => each === 'GET jobs').length;
  for (let passed = 0; passed < ms; passed += step) {
    await advance(step);
    const before = lists();
    await eventually('it has listed the Jobs', () => lists() > before + 1);
  }
}

test('a replica that KEDA does not ask leaves its session to the one that KEDA asks, and waits for it later', async () => {
  const api = await AgentsApi.start();
  otherApi = api;
  let ahead = 0;
  const clock = impatient(() => ahead);
  let isTaken = () => false;
  const first = await scene.start(
    { ...scene.settings(), kubernetes: api.server.api() },
    {
      ...clock,
      sleep: async (ms, signal) => {
        if (ms === SCALE_SET.handOver.milliseconds) await eventually('the other one has it', () => isTaken());
        else await clock.sleep(ms, signal);
      },
    },
  );
  await scene.untilHeld();
  const second = await scene.start();
  isTaken = () => second.lines().includes('opened the session');
  await eventually('the second is ready', async () => (await second.status('/readyz')) === 200);
  scene.queueJobs(1);
  expect(await second.number()).toBe(503);
  await passing(api, SCALE_SET.unasked.milliseconds, (ms) => {
    ahead += ms;
  });
  await second.answers(1);
  expect(first.lines()).toContain('KEDA does not ask for the number of a scale set');
  expect(await first.status('/readyz')).toBe(200);
  expect(await first.number()).toBe(503);
});

test('it keeps its session as long as KEDA asks', async () => {
  let ahead = 0;
  const program = await scene.start(
    scene.settings(),
    impatient(() => ahead),
  );
  await scene.untilHeld();
  await passing(scene.api, SCALE_SET.unasked.milliseconds + SCALER.stale.milliseconds, async (ms) => {
    ahead += ms;
    await program.number();
  });
  const polls = () => scene.github.requests.filter(({ method, path }) => method === 'GET' && /message/.test(path)).length;
  const before = polls();
  await eventually('a poll has ended', () => polls() > before + 1);
  expect(program.lines().match(/opened the session/g)).toHaveLength(1);
});

test('it closes its session when it is asked to stop', async () => {
  const program = await scene.start();
  await scene.untilHeld();
  await program.stop();
  expect(scene.set.sessionOwner).toBeUndefined();
});

test.each([
  ['the service loses the session', () => scene.github.switches.loseSession(scene.set.id)],
  [
    'all tokens are refused',
    () => void (['registration', 'admin', 'queue'] as const).map((kind) => scene.github.switches.revokeTokens(kind)),
  ],
  ['the scale set is deleted', () => scene.github.switches.deleteScaleSet(scene.set.id)],
])('it counts on when %s', async (_, happen) => {
  const program = await scene.start();
  await scene.untilHeld();
  await program.answers(0);
  happen();
  await scene.untilHeld();
  scene.queueJobs(1);
  await program.answers(1);
});

test('messages that come again, late and without events change no number', async () => {
  const program = await scene.start();
  await scene.untilHeld();
  scene.queueJobs(2);
  await program.answers(2);
  scene.github.switches.repeatMessage(scene.set.id);
  scene.github.switches.redeliverMessage(scene.set.id);
  scene.github.switches.sendStatistics(scene.set.id);
  await program.answers(2);
});

test('it shows when the token for GitHub expires, if that is known', async () => {
  const { runnerPools, ...settings } = scene.settings();
  if (runnerPools === undefined) throw new Error('there is no runner pool');
  const expiring = { ...runnerPools, tokenExpiresAt: Date.UTC(2027, 2, 1) };
  const [informed, other] = [await scene.start({ ...settings, runnerPools: expiring }), await scene.start()];
  expect(await informed.metrics()).toContain('\nazp_github_token_expires_timestamp_seconds 1803859200\n');
  expect(await other.metrics()).not.toContain('azp_github_token_expires');
});

test('a runner group that does not exist is in the log, with what to do', async () => {
  const program = await scene.start(scene.settings({ ...RUNNER_POOL, scaleSet: { ...SET, group: 'builds' } }));
  await eventually('it says so', () => program.lines().includes('runner group \\"builds\\" not found: create it under Settings'));
  expect([await program.number(), await program.status('/readyz'), await program.status('/healthz')]).toEqual([503, 503, 200]);
});

test('a runner whose pod is gone is removed after a quarter of an hour', async () => {
  let ahead = 0;
  scene.api.pods = [{ ...podOf('scaler', 'running'), metadata: { name: 'scaler', uid: 'scaler' } }];
  const program = await scene.start(
    scene.settings(),
    impatient(() => ahead),
  );
  await scene.untilHeld();
  await scene.connectRunner(`${JOB}-hjklm`);
  const lists = () => scene.github.requests.filter(({ method, path }) => method === 'GET' && /pools\/0\/agents/.test(path)).length;
  const before = lists();
  await eventually('it was seen without its pod', () => lists() > before + 2);
  expect(scene.github.runners).toHaveLength(1);
  ahead += PLACEHOLDER.reapAfter.milliseconds;
  await eventually('it is removed', () => scene.github.runners.length === 0);
  await eventually('it is counted', async () => (await program.metrics()).includes(`azp_scaler_runners_reaped_total{entry="${ENTRY}"} 1`));
});
