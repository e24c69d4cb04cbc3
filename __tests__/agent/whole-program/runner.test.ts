import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import type { Job } from '../../../proof/fake-github/state/job';
import { cleanup } from './support/cleanup';
import { runnerNames, SCALE_SET, startGitHub } from './support/github';
import { FAST_CLOCK_LIMITS } from './support/pod';
import { runnerPod, startRunner } from './support/runner-pod';

const NAME = 'gh-linux-x7k2p';
const FILES = ['.runner', '.credentials', '.credentials_rsaparams'];
const UNTIL_GO = 'echo begun; while [ ! -e "$RUNNER_WORKSPACE/go" ]; do sleep 0.05; done';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(cleanup);

const queue = (script?: string): Job => github.queueJob({ labels: SCALE_SET, ...(script !== undefined && { script }) });
const isOnline = () => github.runners.some(({ status }) => status === 'online');

test('a job is run by its own pod, and nothing is left of it', async () => {
  const job = queue(`env; ${UNTIL_GO}`);
  const { ended, folder, run, register } = runnerPod({ github });
  await github.eventually('the job runs', () => job.log.includes('begun'), { withinMs: 60_000 });
  expect([job.runnerName, runnerNames(github)]).toEqual([NAME, [NAME]]);
  for (const name of FILES) {
    expect([name, statSync(join(run.home, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect([name, existsSync(join(folder.handover, name))]).toEqual([name, false]);
  }
  writeFileSync(join(folder.work, 'go'), '');
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, runnerNames(github)]).toEqual(['succeeded', []]);
  expect(FILES.filter((name) => existsSync(join(run.home, name)))).toEqual([]);
  expect(readdirSync(folder.evict)).toEqual([]);
  // What the job can read.
  expect(job.log).not.toMatch(/AZP_|JITCONFIG/);
  expect(register.output + run.output + job.log).not.toContain(github.token);
  // The log of a runner's pod speaks of a runner, and names ids as GitHub does.
  expect(register.output + run.output).not.toMatch(/"event":"[^"]*\bagent\b|"agent":|"agentId"|"poolId"/);
  expect(register.events('deregistered')).toMatchObject([{ runner: NAME }]);
}, 90_000);

test('a job that fails does not make its pod fail', async () => {
  const job = queue('exit 1');
  expect(await runnerPod({ github }).ended).toEqual({ run: 0, register: 0 });
  expect([job.result, runnerNames(github)]).toEqual(['failed', []]);
}, 60_000);

test('a job that is cancelled while it runs ends, and so does its pod', async () => {
  const job = queue('echo begun; sleep 600');
  const { ended } = runnerPod({ github });
  await github.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
  github.cancelJob(job);
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, runnerNames(github)]).toEqual(['canceled', []]);
}, 90_000);

test('a job that is cancelled before a runner has it: the runner waits for its idle time, is removed, and its pod ends', async () => {
  const job = queue();
  github.cancelJob(job);
  const { ended, register } = runnerPod({ github, registerEnv: { AZP_IDLE_MINUTES: '0.05' } });
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect(register.events('the runner may stop')).toMatchObject([{ because: 'no job came in time' }]);
  expect(runnerNames(github)).toEqual([]);
}, 60_000);

test('a job that takes longer than it may is cancelled and reported as canceled, and the pod ends as it should', async () => {
  const job = queue('echo begun; sleep 600');
  const { ended, register, folder } = runnerPod({
    github,
    clockRate: 10,
    env: FAST_CLOCK_LIMITS,
    registerEnv: { AZP_JOB_MINUTES: '0.1', AZP_GRACE_SECONDS: '60' },
  });
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, job.log, runnerNames(github)]).toEqual(['canceled', expect.stringContaining('begun'), []]);
  expect(register.events('the job takes longer than it may: the runner is asked to cancel it')).toHaveLength(1);
  expect(readdirSync(folder.evict)).toEqual([]);
}, 90_000);

describe('SIGTERM', () => {
  test('when idle: the runner is removed first, and then its listener ends', async () => {
    const started = runnerPod({ github });
    await github.eventually('the runner is online', isOnline, { withinMs: 60_000 });
    const from = github.requests.length;
    expect(await started.delete()).toEqual({ run: 0, register: 0 });
    const deletions = github.requests.slice(from).filter(({ method, path }) => method === 'DELETE' && /agents\/\d|session/.test(path));
    expect(deletions[0]?.path).toMatch(/pools\/0\/agents\/\d+/);
    expect(runnerNames(github)).toEqual([]);
  }, 60_000);

  test('during a job, twice: the job runs to its end', async () => {
    const job = queue(UNTIL_GO);
    const started = runnerPod({ github });
    await github.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
    for (const _ of [1, 2]) started.run.signal('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([started.run.code, job.result]).toEqual([undefined, undefined]);
    writeFileSync(join(started.folder.work, 'go'), '');
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect([job.result, runnerNames(github)]).toEqual(['succeeded', []]);
  }, 90_000);

  test('idle, with a job queued at the same moment: the job runs here or is left for another runner, and is never lost', async () => {
    const started = runnerPod({ github });
    await github.eventually('the runner is online', isOnline, { withinMs: 60_000 });
    started.run.signal('SIGTERM');
    const job = queue();
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect(runnerNames(github)).toEqual([]);
    if (job.runnerName === undefined) expect(await runnerPod({ github, name: 'gh-linux-next' }).ended).toEqual({ run: 0, register: 0 });
    expect(job.result).toBe('succeeded');
  }, 90_000);

  test('while the registrar registers: what it has registered is removed', async () => {
    const slow = github.fault({ path: /generatejitconfig/, answer: 'slow', delayMs: 2000 });
    const register = startRunner('register', { github });
    await github.eventually('the request is there', () => slow.hits === 1, { withinMs: 60_000 });
    register.signal('SIGTERM');
    expect(await register.exited).toBe(0);
    expect([runnerNames(github), readdirSync(register.folder.handover)]).toEqual([[], []]);
  }, 60_000);
});

describe('what can go wrong while it registers', () => {
  test('the answer to the JIT configuration is lost: the runner is made again, and the job runs', async () => {
    const lost = github.fault({ path: /generatejitconfig/, answer: 'lost-answer', times: 1 });
    const job = queue();
    const { ended, register } = runnerPod({ github });
    expect(await ended).toEqual({ run: 0, register: 0 });
    expect([lost.hits, job.result, runnerNames(github)]).toEqual([1, 'succeeded', []]);
    expect(register.events('removing the runner of the same name')).toHaveLength(1);
  }, 60_000);

  test('GitHub sends a page, resets the connection or throttles: it tries again', async () => {
    const faults = [
      github.fault({ path: /runnerscalesets\?/, answer: '200-html', times: 1 }),
      github.fault({ path: /generatejitconfig/, answer: 'reset', times: 1 }),
      github.fault({ path: /generatejitconfig/, answer: { status: 429, retryAfter: 1 }, times: 1 }),
    ];
    const job = queue();
    expect(await runnerPod({ github }).ended).toEqual({ run: 0, register: 0 });
    expect([faults.map(({ hits }) => hits), job.result, runnerNames(github)]).toEqual([[1, 1, 1], 'succeeded', []]);
  }, 60_000);

  test('a scale set that does not exist yet is waited for', async () => {
    const register = startRunner('register', { github, env: { AZP_SCALE_SET: 'later' } });
    const { reason } = await register.event('registering again');
    expect(reason).toContain('scale set "later" of runner group "Default" not found');
    register.signal('SIGTERM');
    expect(await register.exited).toBe(0);
    expect(runnerNames(github)).toEqual([]);
  }, 60_000);

  test.each([
    ['a token that is refused', { token: 'ghp_wrong' }, 77],
    ['a runner group that does not exist', { env: { AZP_RUNNER_GROUP: 'private' } }, 78],
  ])(
    '%s ends it with one line and an exit code of its own',
    async (_what, more, code) => {
      const register = startRunner('register', { github, ...more });
      expect(await register.exited).toBe(code);
      expect(register.logs.filter(({ level }) => level === 'error')).toHaveLength(1);
      expect(register.output).not.toContain('ghp_wrong');
    },
    60_000,
  );
});
