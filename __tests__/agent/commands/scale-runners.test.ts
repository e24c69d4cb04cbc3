import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScalerPorts, scale } from '../../../agent/commands/scale';
import { createLog } from '../../../agent/process/log';
import { readScaleSettings, type ScaleSettings } from '../../../agent/settings/scale-settings';
import { PLACEHOLDER, SCALER } from '../../../config/timings';
import { type Clock, realClock } from '../../../lib/clock';
import { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { GitHub } from '../../../providers/github/client/client';
import { eventually } from '../../support/eventually';
import { completeJob, newJob, podOf } from '../scale/model/cluster';
import { AgentsApi } from '../support/agents-api';
import { fakeWorld, temporaryFolder } from '../support/fakes';

const ENTRY = 'a-gh';
const JOB = `${ENTRY}-bcdfg`;
const POD = podOf(JOB, 'running').metadata.name;
const SET = { name: 'gh-linux', group: 'Default', labels: ['aks-linux'] };
const RUNNERS = { name: ENTRY, scaleSet: SET, maxAgents: 5, warm: [], warmMaxHours: 12, anticipate: false };

let github: FakeGitHub;
let api: AgentsApi;
let closing: (() => unknown)[];
beforeEach(async () => {
  closing = [];
  github = await FakeGitHub.start({ longPollMs: 300 });
  api = await AgentsApi.start();
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await github.close();
  api.close();
});

function settings(entry: object = RUNNERS): ScaleSettings {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, github.token);
  const read = readScaleSettings({
    AZP_NAMESPACE: 'agents',
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    AZP_ENTRIES: JSON.stringify([entry]),
    AZP_GITHUB_URL: github.organisation(),
    AZP_GITHUB_TOKEN_FILE: file,
  });
  return { ...read, kubernetes: api.server.api(), ports: { health: 0, numbers: 0, agents: 0 } };
}

/** Waits are short: nobody has to wait for seconds. */
const impatient = (ahead: () => number = () => 0): Clock => ({
  now: () => realClock.now() + ahead(),
  sleep: (ms, signal) => realClock.sleep(Math.min(ms, 50), signal),
});

/** Starts "scale". */
async function start(given = settings(), clock = impatient()) {
  const world = fakeWorld();
  const log = createLog((line) => void world.lines.push(line));
  let onPorts = (_: ScalerPorts) => {};
  const started = new Promise<ScalerPorts>((resolve) => {
    onPorts = resolve;
  });
  const ended = scale(given, { ...world.runtime, clock, log }, (ports) => onPorts(ports));
  const stop = async () => {
    world.stop();
    await ended;
  };
  closing.push(stop);
  const ports = await started;
  const get = async (port: number, path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(10_000) });
    return { status: response.status, text: await response.text() };
  };
  return {
    stop,
    number: async () => {
      const { status, text } = await get(ports.numbers, `/entries/${ENTRY}`);
      return status === 200 ? (JSON.parse(text).value as number) : status;
    },
    agent: (name: string) => get(ports.agents, `/agents/${name}`),
    status: async (path: string) => (await get(ports.health, path)).status,
    metrics: async () => (await get(ports.health, '/metrics')).text,
    lines: () => world.lines.join(''),
  };
}

type Program = Awaited<ReturnType<typeof start>>;

/** KEDA's polls, a moment apart, until one gets this answer. */
const answers = (program: Program, value: number) =>
  eventually(`the answer is ${value}`, async () => {
    await realClock.sleep(SCALER.repeat.milliseconds);
    return (await program.number()) === value;
  });

const theSet = () => {
  const [set] = github.scaleSets;
  if (set === undefined) throw new Error('there is no scale set');
  return set;
};
const isHeld = () => eventually('a session is open', () => github.scaleSets.some(({ sessionOwner }) => sessionOwner !== undefined));

/** Registers the runner of the pod and brings it online, as its registrar and its listener do. */
async function connectRunner(name = POD): Promise<void> {
  const client = new GitHub({
    url: github.organisation(),
    credential: async () => ({ kind: 'pat', token: github.token }),
    userAgent: '{"kind":"scaleset"}',
  });
  await client.createJitConfig(theSet().id, { name, workFolder: '_work' });
  github.connect(name);
}

test('it creates the scale set, and a job gets one runner from its queueing to its end', async () => {
  const program = await start();
  await isHeld();
  expect(theSet()).toMatchObject({ name: 'gh-linux', disableUpdate: true, labels: [expect.objectContaining({ name: 'aks-linux' })] });
  await eventually('a capacity is announced', () => theSet().capacity === 5);
  const job = github.queueJob({ labels: 'aks-linux' });
  await answers(program, 1);
  api.jobs = [newJob(ENTRY, JOB, Date.now())];
  api.pods = [podOf(JOB, 'running')];
  await answers(program, 0);
  await connectRunner();
  await eventually('the job runs', () => job.state === 'running');
  await eventually('its start is measured', async () =>
    (await program.metrics()).includes(`azp_scaler_queue_to_job_seconds_count{entry="${ENTRY}"} 1`),
  );
  expect(await program.number()).toBe(0);
  github.queueJob({ labels: 'aks-linux' });
  await answers(program, 2);
  github.finishJob(job);
  await realClock.sleep(SCALER.repeat.milliseconds);
  await answers(program, 2);
  api.jobs = [completeJob(newJob(ENTRY, JOB, 0))];
  api.pods = [podOf(JOB, 'ended')];
  await answers(program, 1);
});

test('on a server that offers jobs, it acquires them', async () => {
  await github.close();
  github = await FakeGitHub.start({ longPollMs: 300, mode: 'acquire' });
  const program = await start();
  await isHeld();
  github.queueJobs({ labels: 'aks-linux' }, 3);
  await answers(program, 3);
});

test('a second replica is ready, has no number, and takes over when the first one stops', async () => {
  const first = await start();
  await isHeld();
  const second = await start();
  await eventually('it is ready', async () => (await second.status('/readyz')) === 200);
  github.queueJob({ labels: 'aks-linux' });
  await answers(first, 1);
  expect(await second.number()).toBe(503);
  expect(await second.metrics()).toContain(`azp_scaler_session_held{entry="${ENTRY}"} 0`);
  await first.stop();
  await answers(second, 1);
  expect(github.scaleSets).toHaveLength(1);
});

test('it closes its session when it is asked to stop', async () => {
  const program = await start();
  await isHeld();
  await program.stop();
  expect(theSet().sessionOwner).toBeUndefined();
});

test.each([
  ['the service loses the session', () => github.switches.loseSession(theSet().id)],
  ['all tokens are refused', () => void (['registration', 'admin', 'queue'] as const).map((kind) => github.switches.revokeTokens(kind))],
  ['the scale set is deleted', () => github.switches.deleteScaleSet(theSet().id)],
])('it counts on when %s', async (_, happen) => {
  const program = await start();
  await isHeld();
  await answers(program, 0);
  happen();
  await eventually('a session is open again', () => github.scaleSets.some(({ sessionOwner }) => sessionOwner !== undefined));
  github.queueJob({ labels: 'aks-linux' });
  await answers(program, 1);
});

test('messages that come again, late and without events change no number', async () => {
  const program = await start();
  await isHeld();
  github.queueJobs({ labels: 'aks-linux' }, 2);
  await answers(program, 2);
  github.switches.repeatMessage(theSet().id);
  github.switches.redeliverMessage(theSet().id);
  github.switches.sendStatistics(theSet().id);
  await answers(program, 2);
});

test('a runner group that does not exist is in the log, with what to do', async () => {
  const program = await start(settings({ ...RUNNERS, scaleSet: { ...SET, group: 'builds' } }));
  await eventually('it says so', () => program.lines().includes('runner group \\"builds\\" not found: create it under Settings'));
  expect([await program.number(), await program.status('/readyz'), await program.status('/healthz')]).toEqual([503, 503, 200]);
});

test('a runner whose pod is gone is removed after a quarter of an hour', async () => {
  let ahead = 0;
  api.pods = [{ ...podOf('scaler', 'running'), metadata: { name: 'scaler', uid: 'scaler' } }];
  const program = await start(
    settings(),
    impatient(() => ahead),
  );
  await isHeld();
  await connectRunner(`${JOB}-hjklm`);
  const lists = () => github.requests.filter(({ method, path }) => method === 'GET' && /pools\/0\/agents/.test(path)).length;
  const before = lists();
  await eventually('it was seen without its pod', () => lists() > before + 2);
  expect(github.runners).toHaveLength(1);
  ahead += PLACEHOLDER.reapAfter.milliseconds;
  await eventually('it is removed', () => github.runners.length === 0);
  await eventually('it is counted', async () => (await program.metrics()).includes(`azp_scaler_runners_reaped_total{entry="${ENTRY}"} 1`));
});
