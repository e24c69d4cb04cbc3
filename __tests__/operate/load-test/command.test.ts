import { readFileSync } from 'node:fs';
import type { Report } from '../../../operate/load-test/report';
import { LoadScene } from './support/load-scene';

let scene: LoadScene;
beforeEach(async () => {
  scene = await LoadScene.set();
});
afterEach(() => scene.clear());

/** Runs two jobs that start 5 s and 10 s after they are queued and end 40 s after it. */
async function twoJobs(): Promise<void> {
  await scene.queued(2);
  scene.clock.advance(5000);
  const first = await scene.begin('ci-linux-a', 901);
  scene.clock.advance(5000);
  const second = await scene.begin('ci-linux-b', 902);
  scene.clock.advance(30_000);
  await first.complete(901);
  await scene.remove(first);
  // The first agent is removed before the run has ended; the second one is left behind.
  await second.complete(902);
}

const report = (): Report => JSON.parse(readFileSync(scene.file('report.json'), 'utf8'));

test('figures come from the clock of the fake; an agent that is left behind is named, and the exit code is 1', async () => {
  const run = scene.start(['--jobs', '2', '--json', scene.file('report.json'), '--svg', scene.file('chart.svg')]);
  await twoJobs();
  expect(await run.exited).toBe(1);
  expect(report()).toMatchObject({
    run: { id: 6735, result: 'succeeded' },
    waitsFrom: 'jobrequest.queueTime',
    queueToStart: { p50: 5, p95: 10, max: 10 },
    total: { p50: 40, p95: 40, max: 40 },
    allDoneSeconds: 40,
    agentsStarted: 2,
    leftovers: { afterSeconds: 0.1, agents: ['ci-linux-b'] },
    jobs: [
      { name: 'Job 1', agent: 'ci-linux-a', result: 'succeeded' },
      { name: 'Job 2', agent: 'ci-linux-b', result: 'succeeded' },
    ],
  });
  expect(run.output).toMatch(/queue to start +5\.0 +10\.0 +10\.0/);
  expect(run.output).toContain('Problem: agents were left behind: ci-linux-b\n');
  expect(run.output).not.toContain('\u001b');
  expect(readFileSync(scene.file('chart.svg'), 'utf8').match(/class="job"/g)).toHaveLength(2);
});

test.each([
  ['9.9', 1],
  ['10', 0],
])('with --fail-over-p95 %s and a p95 of 10 s the exit code is %i', async (limit, code) => {
  const run = scene.start(['--jobs', '1', '--fail-over-p95', limit]);
  await scene.queued(1);
  scene.clock.advance(10_000);
  const agent = await scene.begin('ci-linux-a', 901);
  await agent.complete(901);
  await scene.remove(agent);
  expect(await run.exited).toBe(code);
  expect(run.output.includes(`the p95 from queue to start is 10 s, the limit is ${limit} s`)).toBe(code === 1);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s cancels the run, reports when the service has accepted it, and ends with 130',
  async (signal) => {
    const run = scene.start(['--jobs', '2']);
    await scene.queued(2);
    await scene.begin('ci-linux-a', 901);
    await run.says(/1 running/);
    run.signal(signal);
    expect(await run.exited).toBe(130);
    const [running, waiting] = scene.devops.pool('aks-linux').requests;
    expect({ running: running?.cancelling, waiting: waiting?.result }).toEqual({ running: true, waiting: 'canceled' });
    expect(run.output).toContain('Run 6735 is cancelled: the service has accepted the request.\n');
  },
);

test('a second Ctrl-C ends it immediately', async () => {
  const run = scene.start(['--jobs', '1']);
  await scene.queued(1);
  await run.says(/Queued run/);
  scene.devops.fault({ method: 'PATCH', path: /builds/, answer: 'hang' });
  run.signal('SIGINT');
  await run.says(/Cancelling run 6735/);
  run.signal('SIGINT');
  expect(await run.exited).toBe(130);
  expect(run.output).not.toContain('is cancelled');
});

test('without a right on the agent pool waits count from the creation of the run, as the output states', async () => {
  const token = scene.devops.issueToken({ user: 'reader', scopes: ['vso.build_execute'] });
  const run = scene.start(['--jobs', '1', '--json', scene.file('report.json')], token);
  await scene.queued(1);
  scene.clock.advance(7000);
  await (await scene.begin('ci-linux-a', 901)).complete(901);
  expect(await run.exited).toBe(0);
  expect(report()).toMatchObject({ waitsFrom: 'run.createdDate', queueToStart: { p50: 7 } });
  expect(report().leftovers).toBeUndefined();
  expect(run.output).toMatch(/creation of the run to start +7\.0/);
  expect(run.output).toContain('may not be read (scope Agent Pools (Read)');
});

test('a request to a busy service is sent again', async () => {
  const busy = scene.devops.fault({
    method: 'POST',
    path: /runs/,
    answer: { status: 429, headers: { 'retry-after': '1' }, body: '' },
    times: 1,
  });
  const run = scene.start(['--jobs', '1']);
  await scene.queued(1);
  const agent = await scene.begin('ci-linux-a', 901);
  await agent.complete(901);
  await scene.remove(agent);
  expect(await run.exited).toBe(0);
  expect(run.output).toMatch(/429.*trying again in 1 s\n/);
  expect(busy.hits).toBe(1);
});

test('an unknown pipeline is an error with a remedy, and nothing is queued', async () => {
  const run = scene.start(['--pipeline', 'lod-test']);
  expect(await run.exited).toBe(3);
  expect(run.output).toBe(
    'pipeline "lod-test" not found in project "demo": create it from pipelines/load-test.yml (docs/load-test.md), or name another with --pipeline\n',
  );
  expect(scene.devops.pool('aks-linux').requests).toEqual([]);
});

test('a token without the scope for builds is an error that names it', async () => {
  const run = scene.start([], scene.devops.issueToken({ user: 'reader', scopes: ['vso.agentpools'] }));
  expect(await run.exited).toBe(3);
  expect(run.output).toContain('"Build (Read & execute)"');
});

test('an entry that the config lacks is a usage error', async () => {
  const run = scene.start(['--jobs', '1', '--pool', 'windows']);
  expect(await run.exited).toBe(2);
  expect(run.output).toContain('--pool "windows" is not an entry of agentPools, which has: linux');
});
