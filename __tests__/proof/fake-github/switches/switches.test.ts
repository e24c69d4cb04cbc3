import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { type Scene, startScene } from '../support/scene';
import type { Session } from '../support/service';

let scene: Scene;
let github: FakeGitHub;
let session: Session;
beforeEach(async () => {
  scene = await startScene();
  ({ github, session } = scene);
});
afterEach(() => github.close());

/** A job that a runner runs; the messages about its start are acknowledged. */
async function runningJob(name = 'runner-1') {
  await scene.service.jit(name);
  github.connect(name);
  const job = github.queueJob({ labels: 'linux' });
  await session.next();
  return job;
}

test('a JobCompleted is missing', async () => {
  const job = await runningJob();
  const lost = github.switches.events({ type: 'JobCompleted', action: 'drop', times: 1 });
  github.finishJob(job);
  github.switches.sendStatistics(1);
  expect(await session.next()).toMatchObject({ events: [], statistics: { totalAssignedJobs: 0 } });
  expect(lost.hits).toBe(1);
});

test('a JobCompleted is late', async () => {
  const job = await runningJob();
  const late = github.switches.events({ type: 'JobCompleted', action: 'hold' });
  github.finishJob(job);
  const next = github.queueJob({ labels: 'linux' });
  expect((await session.next())?.kinds).toEqual(['JobAssigned']);
  late.release();
  expect((await session.next())?.events).toMatchObject([{ messageType: 'JobCompleted', jobId: job.jobId }]);
  github.cancelJob(next);
  expect((await session.next())?.kinds).toEqual(['JobCompleted']);
});

test('a JobCompleted comes before the JobStarted', async () => {
  await scene.service.jit('runner-1');
  const held = github.switches.events({ type: 'JobStarted', action: 'hold' });
  github.connect('runner-1');
  const job = github.queueJob({ labels: 'linux' });
  expect((await session.next())?.kinds).toEqual(['JobAssigned']);
  github.finishJob(job);
  expect((await session.next())?.kinds).toEqual(['JobCompleted']);
  held.release();
  expect((await session.next())?.kinds).toEqual(['JobStarted']);
});

test('a JobCompleted comes for a job that still runs', async () => {
  const job = await runningJob();
  github.switches.sendEvent('JobCompleted', job, 'succeeded');
  expect(await session.next()).toMatchObject({
    events: [{ messageType: 'JobCompleted', result: 'succeeded', runnerName: 'runner-1' }],
    statistics: { totalAssignedJobs: 1, totalRunningJobs: 1 },
  });
  expect(job.state).toBe('running');
});

test('an event comes twice in a message; a message comes twice', async () => {
  github.switches.events({ action: 'repeat', times: 1 });
  const job = github.queueJob({ labels: 'linux' });
  const message = await session.next();
  expect(message?.kinds).toEqual(['JobAssigned', 'JobAssigned']);
  github.switches.repeatMessage(1);
  expect(await session.next()).toMatchObject({ id: 2, events: [{ jobId: job.jobId }, { jobId: job.jobId }] });
  github.queueJob({ labels: 'linux', name: 'another' });
  expect(await session.next()).toMatchObject({ id: 3 });
  github.switches.redeliverMessage(1);
  expect(await session.next()).toMatchObject({ id: 3, events: [{ jobDisplayName: 'another' }] });
});

test('a message has only statistics', async () => {
  await session.close();
  session = await scene.service.session();
  github.switches.sendStatistics(1);
  const { json } = await session.poll();
  expect(json).toMatchObject({ messageId: 1, body: '', statistics: { totalAssignedJobs: 0 } });
});

test.each([
  ['no-statistics', { statistics: null }],
  [{ totalAssignedJobs: 99 }, { statistics: { totalAssignedJobs: 99, totalRunningJobs: 0 } }],
  ['unknown-type', { messageType: 'RunnerScaleSetMaintenance' }],
  ['unknown-event', { body: expect.stringContaining('"messageType":"JobPostponed"') }],
  ['unknown-fields', { region: 'west', body: expect.stringContaining('"priority":{"value":1}') }],
] as const)('the change %j makes one message %j', async (change, expected) => {
  github.switches.changeMessages(change);
  github.queueJob({ labels: 'linux' });
  expect((await session.poll()).json).toMatchObject(expected);
  const second = await session.poll();
  expect(second.json).toMatchObject({ messageType: 'RunnerScaleSetJobMessages', statistics: { totalAssignedJobs: 1 } });
  expect(JSON.parse(String(second.json['body']))).toHaveLength(1);
});

test('all admin tokens are refused; the session goes on', async () => {
  expect(github.switches.revokeTokens('admin')).toBe(1);
  expect((await scene.service.call('GET', 'distributedtask/pools/0/agents')).status).toBe(401);
  github.queueJob({ labels: 'linux' });
  expect((await session.poll()).status).toBe(200);
});

test('an assignment is lost: the registration is gone, and the job waits for another runner', async () => {
  await scene.service.jit('ghost');
  await scene.service.jit('next');
  github.connect('ghost', { acquires: false });
  const job = github.queueJob({ labels: 'linux' });
  await session.next();
  expect(job.runnerName).toBe('ghost');
  scene.clock.advance(github.settings.pickupMs);
  expect(github.runners.map(({ name }) => name)).toEqual(['next']);
  expect([job.state, job.runnerName]).toEqual(['assigned', undefined]);
  github.connect('next');
  expect(job.state).toBe('running');
});
