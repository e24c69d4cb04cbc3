import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { call } from './support/client';
import { type Scene, startScene } from './support/scene';
import { connect, type Service, type Session } from './support/service';

let scene: Scene;
let github: FakeGitHub;
let service: Service;
let session: Session;
beforeEach(async () => {
  scene = await startScene();
  ({ github, service, session } = scene);
});
afterEach(() => github.close());

const statistics = () => github.scaleSets[0]?.statistics;

test('an assigned job goes to any idle runner of the set; its end removes the runner', async () => {
  const job = github.queueJob({ labels: 'linux' });
  await session.next();
  await service.jit('runner-1');
  expect(statistics()).toMatchObject({ totalAssignedJobs: 1, totalRunningJobs: 0, totalRegisteredRunners: 1, totalIdleRunners: 0 });
  github.connect('runner-1');
  expect(statistics()).toMatchObject({ totalAssignedJobs: 1, totalRunningJobs: 1, totalBusyRunners: 1, totalIdleRunners: 0 });
  expect((await session.next())?.events).toMatchObject([
    { messageType: 'JobStarted', jobId: job.jobId, runnerId: 1, runnerName: 'runner-1' },
  ]);
  github.finishJob(job, 'failed');
  const message = await session.next();
  expect(message?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'failed', runnerId: 1, runnerName: 'runner-1' }]);
  expect(message?.statistics).toMatchObject({ totalAssignedJobs: 0, totalRegisteredRunners: 0 });
  expect([job.state, job.result, github.runners]).toEqual(['completed', 'failed', []]);
});

test('an idle runner waits for the next job', async () => {
  await service.jit('runner-1');
  github.connect('runner-1');
  expect(statistics()).toMatchObject({ totalIdleRunners: 1, totalBusyRunners: 0 });
  const job = github.queueJob({ labels: 'linux' });
  expect((await session.next())?.kinds).toEqual(['JobAssigned', 'JobStarted']);
  expect(job.runnerName).toBe('runner-1');
});

test.each([
  ['linux', true],
  ['LINUX', true],
  [['linux', 'gpu'], false],
  ['self-hosted', false],
] as const)('a job for %j is assigned to a set with the label linux: %s', async (labels, isAssigned) => {
  const job = github.queueJob({ labels });
  github.queueJob({ labels: 'linux', name: 'last' });
  await session.next();
  expect(job.state).toBe(isAssigned ? 'assigned' : 'queued');
});

test('a job may ask for fewer labels than the set has', async () => {
  await service.call('PATCH', 'runtime/runnerscalesets/1', { body: { labels: [{ name: 'linux' }, { name: 'gpu' }] } });
  const jobs = [github.queueJob({ labels: 'gpu' }), github.queueJob({ labels: ['gpu', 'linux'] })];
  await session.next();
  expect(jobs.map(({ state }) => state)).toEqual(['assigned', 'assigned']);
});

test('jobs of a repository that may not use the group are not assigned', async () => {
  github.repository('contoso/other');
  const group = github.addGroup({ name: 'Special', repositories: ['contoso/app'] });
  await service.createSet('special', { runnerGroupId: group.id });
  const special = await service.session(2);
  const refused = github.queueJob({ labels: 'special', repository: 'contoso/other' });
  const allowed = github.queueJob({ labels: 'special' });
  await special.next();
  expect([refused.state, allowed.state]).toEqual(['queued', 'assigned']);
});

test('a set of a repository gets only the jobs of that repository', async () => {
  const other = await connect(github, github.repository('contoso/other'));
  await other.createSet('linux-2');
  const ofOther = await other.session(2);
  const jobs = [github.queueJob({ labels: 'linux-2' }), github.queueJob({ labels: 'linux-2', repository: 'contoso/other' })];
  await ofOther.next();
  expect(jobs.map(({ state }) => state)).toEqual(['queued', 'assigned']);
});

describe('a job that is cancelled', () => {
  test('in the queue is over, without a message', async () => {
    const job = github.queueJob({ labels: 'linux' });
    github.cancelJob(job);
    expect([job.state, job.result]).toEqual(['completed', 'canceled']);
    github.queueJob({ labels: 'linux', name: 'next' });
    expect((await session.next())?.events).toMatchObject([{ jobDisplayName: 'next' }]);
  });

  test('while it waits for a runner: JobCompleted without a runner', async () => {
    const job = github.queueJob({ labels: 'linux' });
    await session.next();
    github.cancelJob(job);
    const message = await session.next();
    expect(message?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'canceled', runnerId: 0, runnerName: '' }]);
    expect(message?.statistics).toMatchObject({ totalAssignedJobs: 0 });
  });

  test('before its runner has acquired it: the runner stays idle', async () => {
    await service.jit('runner-1');
    github.connect('runner-1', { acquires: false });
    const job = github.queueJob({ labels: 'linux' });
    await session.next();
    expect(github.runner('runner-1').jobId).toBe(job.id);
    github.cancelJob(job);
    expect((await session.next())?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'canceled', runnerName: '' }]);
    expect(statistics()).toMatchObject({ totalIdleRunners: 1, totalBusyRunners: 0 });
  });

  test('while it runs: its runner ends it', async () => {
    await service.jit('runner-1');
    github.connect('runner-1');
    const job = github.queueJob({ labels: 'linux' });
    await session.next();
    github.cancelJob(job);
    expect((await session.next())?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'canceled', runnerName: 'runner-1' }]);
    expect(github.runners).toEqual([]);
  });
});

test('an assignment without a runner lapses three times, each time later, with a new job id; then the job fails', async () => {
  github.settings.sessionExpiryMs = Number.MAX_SAFE_INTEGER;
  github.settings.assignmentLapseMs = 1000;
  const job = github.queueJob({ labels: 'linux' });
  const ids = [job.jobId];
  await session.next();
  for (const ms of [1000, 2000, 3000]) {
    scene.clock.advance(ms - 1);
    expect(job.jobId).toBe(ids.at(-1));
    scene.clock.advance(1);
    const message = await session.next();
    expect(message?.events).toMatchObject([
      { messageType: 'JobCompleted', result: 'canceled', jobId: ids.at(-1), runnerName: '' },
      { messageType: 'JobAssigned', jobId: job.jobId, workflowRunId: job.runId },
    ]);
    ids.push(job.jobId);
  }
  scene.clock.advance(4000);
  expect((await session.next())?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'canceled' }]);
  expect([job.state, job.result, new Set(ids).size]).toEqual(['completed', 'failed', 4]);
});

test('a job fails after a day in the queue', () => {
  const job = github.queueJob({ labels: 'nobody' });
  scene.clock.advance(24 * 3600_000);
  expect(job.result).toBe('failed');
});

test('the jobs of a deleted set return to the queue, and another set gets them', async () => {
  await service.jit('runner-1');
  github.connect('runner-1');
  const running = github.queueJob({ labels: 'linux' });
  const waiting = github.queueJob({ labels: 'linux' });
  await session.next();
  github.switches.deleteScaleSet(1);
  expect([running.state, waiting.state]).toEqual(['running', 'queued']);
  await service.createSet();
  session = await service.session(2);
  expect((await session.next())?.events).toMatchObject([{ messageType: 'JobAssigned', jobId: waiting.jobId }]);
});

test('a runner that was killed while it ran a job is busy until the lock of the job lapses', async () => {
  await service.jit('runner-1');
  github.connect('runner-1');
  const job = github.queueJob({ labels: 'linux' });
  await session.next();
  github.disconnect('runner-1');
  expect((await service.remove(1)).json['typeName']).toContain('JobStillRunningException');
  github.settings.sessionExpiryMs = Number.MAX_SAFE_INTEGER;
  scene.clock.advance(599_999);
  expect(job.state).toBe('running');
  scene.clock.advance(1);
  expect(job.result).toBe('failed');
  expect(github.runner('runner-1')).toMatchObject({ status: 'offline', jobId: undefined });
  expect((await service.remove(1)).status).toBe(204);
});

describe('mode acquire', () => {
  beforeEach(async () => {
    await github.close();
    scene = await startScene({ mode: 'acquire' });
    ({ github, service, session } = scene);
  });

  test('a job waits until it is acquired; the answer has what was granted', async () => {
    const job = github.queueJob({ labels: 'linux' });
    const available = await session.next();
    expect(available?.events).toMatchObject([{ messageType: 'JobAvailable', runnerRequestId: 701, acquireJobUrl: expect.any(String) }]);
    expect(available?.statistics).toMatchObject({ totalAvailableJobs: 1, totalAssignedJobs: 0 });
    expect((await service.call('GET', 'runtime/runnerscalesets/1/acquirablejobs')).json).toMatchObject({ count: 1 });
    expect((await session.acquire([701, 999])).json).toEqual({ count: 1, value: [701] });
    expect((await session.acquire([701])).json).toEqual({ count: 0, value: [] });
    const assigned = await session.next();
    expect(assigned?.events).toMatchObject([{ messageType: 'JobAssigned', runnerRequestId: 701, jobId: job.jobId }]);
    expect(assigned?.statistics).toMatchObject({ totalAvailableJobs: 0, totalAssignedJobs: 1 });
    expect((await service.call('GET', 'runtime/runnerscalesets/1/acquirablejobs')).status).toBe(204);
  });

  test('a job is offered to all sets that match, and granted to one', async () => {
    await service.createSet('other', { labels: [{ name: 'linux' }] });
    const other = await service.session(2);
    github.queueJob({ labels: 'linux' });
    expect((await session.next())?.kinds).toEqual(['JobAvailable']);
    expect((await other.next())?.kinds).toEqual(['JobAvailable']);
    expect((await other.acquire([701])).json).toMatchObject({ count: 1 });
    expect((await session.acquire([701])).json).toMatchObject({ count: 0 });
  });

  test('a job that is cancelled while it is available is completed', async () => {
    const job = github.queueJob({ labels: 'linux' });
    await session.next();
    github.cancelJob(job);
    expect((await session.next())?.events).toMatchObject([{ messageType: 'JobCompleted', result: 'canceled' }]);
    expect((await session.acquire([701])).json).toMatchObject({ count: 0 });
  });
});

test('a runner outside scale sets gets jobs for its own labels', async () => {
  const body = { name: 'plain', runner_group_id: 1, labels: ['self-hosted', 'linux', 'x64'] };
  expect((await call(github, 'POST', '/orgs/contoso/actions/runners/generate-jitconfig', { body })).status).toBe(201);
  github.connect('plain');
  const other = github.queueJob({ labels: ['self-hosted', 'gpu'] });
  const job = github.queueJob({ labels: ['self-hosted', 'linux'] });
  expect([other.state, job.state, job.runnerName]).toEqual(['queued', 'running', 'plain']);
});
