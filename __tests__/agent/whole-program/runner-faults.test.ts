import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAgentTo, leaveListenerBehind, SUSPEND_RUN } from '../../../proof/e2e/scene/hostile-scripts';
import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import type { Job } from '../../../proof/fake-github/state/job';
import { Child } from '../../support/child-process';
import { eventually } from '../../support/eventually';
import { cleanup, track } from './support/cleanup';
import { runnerNames, SCALE_SET, startGitHub } from './support/github';
import { evictedByKubelet } from './support/kubelet';
import { FAST_CLOCK_LIMITS } from './support/pod';
import type { PodFolder } from './support/pod-folder';
import { runnerPod } from './support/runner-pod';

let github: FakeGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(cleanup);

const queue = (script?: string): Job => github.queueJob({ labels: SCALE_SET, ...(script !== undefined && { script }) });
const fastPod = () => runnerPod({ github, clockRate: 10, env: FAST_CLOCK_LIMITS });
const UNTIL_GO = 'echo begun; while [ ! -e "$RUNNER_WORKSPACE/go" ]; do sleep 0.05; done';
const isOnline = () => github.runners.some(({ status }) => status === 'online');

describe('a listener', () => {
  test('that lives on although its registration is gone is stopped, and its pod ends', async () => {
    github.stub.set({ neverPolls: true });
    const { ended, register } = fastPod();
    await github.eventually('the runner is online', isOnline, { withinMs: 60_000 });
    const [runner] = github.runners;
    const removed = await fetch(`${github.origin}/api/v3/orgs/contoso/actions/runners/${runner?.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${github.token}` },
    });
    expect(removed.status).toBe(204);
    expect(await ended).toEqual({ run: 0, register: 0 });
    expect(register.events('the runner may stop')).toMatchObject([{ because: 'it is not registered any more' }]);
  }, 90_000);

  test('that hangs after its job and ignores SIGINT is killed, and the pod succeeds', async () => {
    github.stub.set({ hangAfterJob: true });
    const job = queue('echo begun');
    const { ended, run } = fastPod();
    expect(await ended).toEqual({ run: 0, register: 0 });
    expect([job.result, runnerNames(github)]).toEqual(['succeeded', []]);
    expect(run.events('asking for permission to end the listener')).toMatchObject([{ because: 'it hangs after its job' }]);
    expect(run.events('the listener did not end, killing it')).toHaveLength(1);
  }, 90_000);

  test.each([
    [2, 2],
    [7, 7],
  ])(
    'that ends with %i makes the pod end with %i, and its runner is removed',
    async (exitCode, code) => {
      github.stub.set({ exitCode });
      const { ended } = runnerPod({ github });
      expect(await ended).toEqual({ run: code, register: 0 });
      expect(runnerNames(github)).toEqual([]);
    },
    60_000,
  );

  test('that is killed while idle leaves no runner behind', async () => {
    github.stub.set({ crash: 'idle' });
    expect(await runnerPod({ github }).ended).toEqual({ run: 137, register: 0 });
    expect(runnerNames(github)).toEqual([]);
  }, 60_000);
});

describe('the registrar', () => {
  test('goes on after a restart during a job, with a token that was replaced meanwhile', async () => {
    const job = queue(UNTIL_GO);
    const started = runnerPod({ github });
    await github.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
    await started.register.kill();
    const old = github.token;
    const restarted = await started.restartRegister();
    started.folder.writeToken(github.issueToken());
    github.revokeToken(old);
    await restarted.event('adopting the registered runner');
    expect(runnerNames(github)).toEqual(['gh-linux-x7k2p']);
    writeFileSync(join(started.folder.work, 'go'), '');
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect([job.result, runnerNames(github)]).toEqual(['succeeded', []]);
  }, 90_000);

  test('does not make a second runner if a job has emptied the handover before a restart', async () => {
    const job = queue('echo begun; sleep 600');
    const started = runnerPod({ github });
    await github.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
    await started.register.kill();
    rmSync(join(started.folder.handover, 'ready'));
    const restarted = await started.restartRegister();
    await restarted.event('adopting the registered runner');
    github.cancelJob(job);
    expect((await started.ended).register).toBe(0);
    expect(github.requests.filter(({ path }) => path.includes('generatejitconfig'))).toHaveLength(1);
  }, 90_000);
});

describe('a hostile job', () => {
  test('stops "run", leaves a listener behind and deletes the flags of its start: no further job runs there, and its pod is evicted', async () => {
    const started = fastPod();
    const job = queue(`${leaveListenerBehind()}\nrm -f "${started.folder.handover}"/job-*`);
    await github.eventually('the job is over', () => job.result !== undefined, { withinMs: 60_000 });
    expect(job.result).toBe('succeeded');
    const next = Array.from({ length: 3 }, () => queue('echo stolen'));
    await evictedByKubelet(started);
    expect(await started.ended).toMatchObject({ run: 137, register: 0 });
    expect(runnerNames(github)).toEqual([]);
    expect(next.map(({ runnerName }) => runnerName)).toEqual([undefined, undefined, undefined]);
  }, 180_000);

  test('prevents its cancellation: its pod is evicted, although GitHub does not remove a runner with a job', async () => {
    const job = queue(`${SUSPEND_RUN}\nsleep 600`);
    const started = runnerPod({
      github,
      clockRate: 10,
      env: FAST_CLOCK_LIMITS,
      registerEnv: { AZP_JOB_MINUTES: '0.1', AZP_GRACE_SECONDS: '60' },
    });
    await evictedByKubelet(started);
    expect(started.register.events('the job was not cancelled in time: the pod is ended')).not.toEqual([]);
    expect(await started.ended).toMatchObject({ run: 137, register: 1 });
    expect([job.result, runnerNames(github)]).toEqual([undefined, ['gh-linux-x7k2p']]);
  }, 180_000);

  test('copies the files of its runner while it runs: another listener gets no session and no job', async () => {
    const started = runnerPod({ github });
    const stolen = join(started.folder.path, 'stolen');
    const job = queue(`${copyAgentTo(stolen)}\n${UNTIL_GO}`);
    await eventually('the files are taken away', () => existsSync(stolen), 60);
    const next = queue('echo stolen');
    const thief = startThief(stolen, started.folder);
    expect(await thief.exited).toBe(5);
    expect(thief.output).toContain('A session for this runner already exists.');
    writeFileSync(join(started.folder.work, 'go'), '');
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect([job.result, next.runnerName]).toEqual(['succeeded', undefined]);
  }, 90_000);

  test('copies the files of its runner: they are worth nothing once it has ended', async () => {
    const started = runnerPod({ github });
    const stolen = join(started.folder.path, 'stolen');
    const job = queue(copyAgentTo(stolen));
    await eventually('the files are taken away', () => existsSync(stolen), 60);
    expect(await started.ended).toEqual({ run: 0, register: 0 });
    expect(job.result).toBe('succeeded');
    const next = queue('echo stolen');
    expect(await startThief(stolen, started.folder).exited).toBe(1);
    expect([next.runnerName, existsSync(join(stolen, '.credentials'))]).toEqual([undefined, true]);
  }, 90_000);
});

/** Starts another listener with the files of a runner that a job has copied. */
function startThief(stolen: string, folder: PodFolder): Child {
  const thief = new Child(join(stolen, 'bin', 'Runner.Listener'), ['run'], {
    cwd: stolen,
    env: { PATH: process.env['PATH'], TMPDIR: folder.path, STUB_AGENT_NODE: process.execPath },
  });
  track(thief, folder);
  return thief;
}
