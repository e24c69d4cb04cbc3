import { SCALE_SET, SCALER } from '../../../config/timings';
import { NO_NEWS } from '../../../providers/contract/assigned-jobs';
import { runnerEntry, ScalerScene, START } from '../support/scaler-scene';
import { newJob, podOf } from './model/cluster';

const MINUTE = 60_000;
const JOBS_WAIT = { ...NO_NEWS, count: { assigned: 9, running: 0 } };

/** The pod of a runner that runs, or has ended with this code. */
function runnerPod(job: string, exitCode?: number) {
  const pod = podOf(job, exitCode === undefined ? 'running' : 'ended');
  const state = exitCode === undefined ? { running: {} } : { terminated: { exitCode } };
  const status = { ...pod.status, containerStatuses: [{ name: 'runner', state }] };
  return { ...pod, status, spec: { containers: [{ name: 'runner', image: 'agents:1' }] } };
}

/** A scaler of one runner pool, for which nine jobs wait. */
async function start() {
  const scene = new ScalerScene([], 'agents:1', [runnerEntry('gh', { maxAgents: 5 })]);
  let jobs = 0;
  /** Lets some time pass with a new count again and again, as on a busy scale set. */
  const pass = async (ms: number) => {
    for (const until = scene.now + ms; scene.now < until; ) {
      scene.runners.noteAnswer('gh', JOBS_WAIT);
      await scene.round();
    }
  };
  /** A runner that ends with this code. */
  const fail = async (exitCode: number, beforeEnd = (_: string) => {}) => {
    const job = `gh-${++jobs}`;
    scene.jobs = [newJob('gh', job, START + scene.now)];
    scene.pods = [runnerPod(job)];
    await pass(2_000);
    beforeEnd(scene.pods[0]?.metadata.name ?? '');
    scene.pods = [runnerPod(job, exitCode)];
    await pass(2_000);
    scene.jobs = [];
    scene.pods = [];
    await pass(SCALER.failedRunner.milliseconds);
  };
  await scene.round();
  await pass(2_000);
  return { scene, pass, fail, answer: () => scene.answer('gh') };
}

test('runners that end with an error before they have a job are not created again and again: attempts follow, one at a time', async () => {
  const { scene, pass, fail, answer } = await start();
  expect(answer()).toBe(5);
  await fail(7);
  expect(answer()).toBe(0);
  expect(scene.scaler.obstacle('gh')).toBe('a runner ended with code 7 before it had a job');
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    const failedAt = scene.now;
    while (answer() === 0) await pass(10_000);
    waits.push(Math.round((scene.now - failedAt) / MINUTE));
    scene.advance(1_000);
    expect(scene.scaler.decisions()[0]?.answer).toBe(1);
    await fail(7);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16]);
});

test('the first one that gets a job ends this', async () => {
  const { scene, pass, fail, answer } = await start();
  await fail(134);
  await pass(SCALER.retry.milliseconds);
  scene.jobs = [newJob('gh', 'gh-good', START + scene.now)];
  scene.pods = [runnerPod('gh-good')];
  await scene.round();
  expect(answer()).toBe(0);
  scene.runners.noteAnswer('gh', { ...JOBS_WAIT, begun: [{ agent: 'gh-good-a1b2c', queuedAt: undefined, receivedAt: undefined }] });
  await scene.round();
  expect([answer(), scene.scaler.obstacle('gh')]).toEqual([5, undefined]);
});

test.each([
  ['ended without an error', 0],
  ['was killed, for example with its node', 137],
  ['was ended by SIGTERM', 143],
])('one that %s changes nothing', async (_, code) => {
  const { pass, fail, answer } = await start();
  await fail(code);
  await pass(SCALE_SET.lateEvent.milliseconds);
  expect(answer()).toBe(5);
});

test('nor does one that had a job, or that had ended before this program started', async () => {
  const { scene, pass, fail, answer } = await start();
  await fail(1, (agent) => scene.runners.noteAnswer('gh', { ...NO_NEWS, begun: [{ agent, queuedAt: undefined, receivedAt: undefined }] }));
  expect(answer()).toBe(5);
  scene.jobs = [newJob('gh', 'gh-old', START)];
  scene.pods = [runnerPod('gh-old', 1)];
  await pass(SCALE_SET.lateEvent.milliseconds);
  expect(scene.scaler.obstacle('gh')).toBeUndefined();
});
