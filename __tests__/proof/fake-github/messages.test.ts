import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { announce, type Scene, startScene } from './support/scene';
import type { Session } from './support/service';

let scene: Scene;
let github: FakeGitHub;
let session: Session;
beforeEach(async () => {
  scene = await startScene();
  ({ github, session } = scene);
});
afterEach(() => github.close());

const parse = (json: Record<string, unknown>): Record<string, unknown>[] => JSON.parse(String(json['body']));

test('a message is a JSON array in a string, with the statistics', async () => {
  const job = github.queueJob({ labels: 'linux', name: 'test' });
  const { status, json } = await session.poll();
  expect({ status, json }).toEqual({
    status: 200,
    json: {
      messageId: 1,
      messageType: 'RunnerScaleSetJobMessages',
      body: expect.any(String),
      statistics: {
        totalAvailableJobs: 0,
        totalAcquiredJobs: 0,
        totalAssignedJobs: 1,
        totalRunningJobs: 0,
        totalRegisteredRunners: 0,
        totalBusyRunners: 0,
        totalIdleRunners: 0,
      },
    },
  });
  expect(parse(json)).toEqual([
    {
      messageType: 'JobAssigned',
      runnerRequestId: 0,
      repositoryName: 'app',
      ownerName: 'contoso',
      jobId: job.jobId,
      jobWorkflowRef: 'contoso/app/.github/workflows/load-test.yml@refs/heads/main',
      jobDisplayName: 'test',
      workflowRunId: job.runId,
      eventName: 'push',
      requestLabels: ['linux'],
      queueTime: '2026-01-05T10:00:00.000Z',
      scaleSetAssignTime: '2026-01-05T10:00:00.000Z',
      runnerAssignTime: '0001-01-01T00:00:00Z',
      finishTime: '0001-01-01T00:00:00Z',
    },
  ]);
});

test('a message comes again until it is acknowledged, with the statistics of the moment, whatever the last id', async () => {
  github.queueJob({ labels: 'linux' });
  const first = await session.poll();
  github.queueJob({ labels: 'linux' });
  const second = await session.poll({ last: 1 });
  expect([second.json['messageId'], second.json['body']]).toEqual([1, first.json['body']]);
  expect([first.json['statistics'], second.json['statistics']]).toMatchObject([{ totalAssignedJobs: 1 }, { totalAssignedJobs: 2 }]);
  expect((await session.acknowledge(1)).status).toBe(204);
  expect((await session.acknowledge(1)).status).toBe(204);
  expect((await session.poll({ last: 1 })).json).toMatchObject({ messageId: 2 });
});

test('messages and their ids outlive the session', async () => {
  const job = github.queueJob({ labels: 'linux' });
  const first = await session.poll();
  await session.close();
  session = await scene.service.session();
  const again = await session.poll();
  expect([again.json['messageId'], again.json['body']]).toEqual([1, first.json['body']]);
  await session.acknowledge(1);
  github.cancelJob(job);
  expect((await session.poll()).json).toMatchObject({ messageId: 2 });
});

test('jobs that are queued together come in one message, at most 50', async () => {
  const poll = session.poll({ capacity: 200 });
  await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 200);
  github.queueJobs({ labels: 'linux' }, 120);
  expect(parse((await poll).json)).toHaveLength(50);
  const rest = [];
  await session.acknowledge(1);
  for (let n = 0; n < 2; n++) rest.push((await session.next({ capacity: 200 }))?.events.length);
  expect(rest).toEqual([50, 20]);
});

test('a poll that waits is answered by the next event, and a new poll ends an older one', async () => {
  const older = session.poll();
  await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 10);
  const newer = session.poll({ capacity: 11 });
  expect((await older).status).toBe(202);
  await github.eventually('the other poll is held', () => github.scaleSets[0]?.capacity === 11);
  github.queueJob({ labels: 'linux' });
  expect((await newer).json).toMatchObject({ messageId: 1 });
});

test('a client that disconnects during its poll loses no message', async () => {
  const abort = new AbortController();
  const poll = session.poll({ signal: abort.signal });
  await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 10);
  abort.abort();
  await expect(poll).rejects.toThrow();
  github.queueJob({ labels: 'linux' });
  expect((await session.next())?.kinds).toEqual(['JobAssigned']);
});

test('jobs are assigned up to the announced capacity', async () => {
  const jobs = github.queueJobs({ labels: 'linux' }, 3);
  expect((await session.next({ capacity: 2 }))?.events).toHaveLength(2);
  expect(jobs.map(({ state }) => state)).toEqual(['assigned', 'assigned', 'queued']);
  expect((await session.next({ capacity: 3 }))?.kinds).toEqual(['JobAssigned']);
});

test('without a poll, no job is assigned', () => {
  expect(github.queueJob({ labels: 'linux' }).state).toBe('queued');
});

describe('a session that announces 0', () => {
  test('gets no jobs, and never those that waited meanwhile', async () => {
    await announce(scene, 0);
    const missed = github.queueJob({ labels: 'linux' });
    await announce(scene, 0);
    const poll = session.poll({ capacity: 5 });
    await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 5);
    const later = github.queueJob({ labels: 'linux' });
    expect(parse((await poll).json)).toMatchObject([{ jobId: later.jobId }]);
    await session.acknowledge(1);
    expect(missed.state).toBe('queued');
    await session.close();
    session = await scene.service.session();
    expect((await session.next())?.events).toMatchObject([{ jobId: missed.jobId }]);
  });

  test('gets no messages and no statistics', async () => {
    github.queueJob({ labels: 'linux' });
    await session.poll();
    await announce(scene, 0);
  });
});

test('two sets with the same labels share the jobs by their capacity', async () => {
  await scene.service.createSet('other', { labels: [{ name: 'linux' }] });
  await announce(scene, 1);
  const other = await scene.service.session(2);
  const poll = other.poll({ capacity: 5 });
  await github.eventually('the poll is held', () => github.scaleSets[1]?.capacity === 5);
  github.queueJobs({ labels: 'linux' }, 3);
  expect((await session.next({ capacity: 1 }))?.events).toHaveLength(1);
  expect(parse((await poll).json)).toHaveLength(2);
});
