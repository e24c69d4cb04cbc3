import type { GitHub } from '../../../../../providers/github/client/client';
import { createSet, FakeScene, openSession } from './fake-scene';

let scene: FakeScene;
let github: GitHub;
let id: number;
beforeEach(async () => {
  scene = await FakeScene.start();
  github = scene.client();
  id = await createSet(github);
});
afterEach(() => scene.end());

test('there is one at a time', async () => {
  const session = await openSession(github, id);
  expect(await github.openSession(id, 'scaler-b')).toBe('conflict');
  expect(await github.openSession(id, 'scaler-a')).toBe('conflict');
  await session.close();
  await session.close();
  expect(await github.openSession(id, 'scaler-b')).toMatchObject({ statistics: { assigned: 0 } });
  expect(scene.fake.scaleSets).toMatchObject([{ sessionOwner: 'scaler-b' }]);
});

test('a job is reported with the numbers of now, until the message is acknowledged', async () => {
  const session = await openSession(github, id);
  expect(await scene.poll(session)).toBeUndefined();
  const job = scene.fake.queueJob({ labels: 'gh-linux' });
  const message = await scene.poll(session);
  expect(message).toMatchObject({
    statistics: { assigned: 1, running: 0 },
    events: [{ kind: 'assigned', jobId: job.jobId, requestId: 0 }],
  });
  expect(await scene.poll(session)).toEqual(message);
  await session.acknowledge(message?.id ?? 0);
  await session.acknowledge(message?.id ?? 0);
  expect(await scene.poll(session, message?.id)).toBeUndefined();
  expect(scene.fake.scaleSets).toMatchObject([{ capacity: 10 }]);
});

test('a job that waits when a session opens is in its numbers', async () => {
  const first = await openSession(github, id);
  await scene.poll(first);
  scene.fake.queueJob({ labels: 'gh-linux' });
  await scene.untilEvent(first, 'assigned');
  await first.close();
  expect(await github.openSession(id, 'scaler-b')).toMatchObject({ statistics: { assigned: 1 } });
});

test('a refused token of the queue is replaced, and one of the service too', async () => {
  const session = await openSession(github, id);
  await scene.poll(session);
  scene.fake.switches.revokeTokens('queue');
  expect(await scene.poll(session)).toBeUndefined();
  scene.fake.switches.revokeTokens('queue');
  scene.fake.switches.revokeTokens('admin');
  expect(await scene.poll(session)).toBeUndefined();
  const fault = scene.fake.fault({ path: /_queue/, answer: '401' });
  await expect(scene.poll(session)).rejects.toMatchObject({ fault: 'transient' });
  expect(fault.hits).toBe(2);
});

test('another address comes with a new token', async () => {
  scene.fake.settings.changesQueueUrl = true;
  const session = await openSession(github, id);
  scene.fake.switches.revokeTokens('queue');
  expect(await scene.poll(session)).toBeUndefined();
  expect(await scene.poll(session)).toBeUndefined();
});

test('a session without a queue is closed again', async () => {
  scene.fake.settings.emptyQueueUrl = true;
  await expect(github.openSession(id, 'scaler-a')).rejects.toMatchObject({ fault: 'transient' });
  scene.fake.settings.emptyQueueUrl = false;
  expect(await github.openSession(id, 'scaler-a')).not.toBe('conflict');
});

test('a session that the service has lost is gone', async () => {
  const session = await openSession(github, id);
  scene.fake.switches.loseSession(id);
  await expect(scene.poll(session)).rejects.toMatchObject({ fault: 'absent' });
  await session.close();
});

test.each(['404', '401'] as const)('a scale set that is deleted during a poll is gone, if that is answered with %s', async (answer) => {
  scene.fake.settings.deletedSetPoll = answer;
  scene.fake.settings.longPollMs = 60_000;
  const session = await openSession(github, id);
  const polling = scene.poll(session);
  const refused = expect(polling).rejects.toMatchObject({ fault: 'absent' });
  await scene.fake.eventually('the poll is held', () => scene.fake.scaleSets[0]?.capacity === 10);
  scene.fake.switches.deleteScaleSet(id);
  await refused;
});

test.each(['200-html', '200-empty', 'reset', 'cut', '429', '500', '503'] as const)(
  '%s in place of a message is transient',
  async (answer) => {
    const session = await openSession(github, id);
    await scene.poll(session);
    scene.fake.queueJob({ labels: 'gh-linux' });
    scene.fake.fault({ path: /_queue/, answer, times: 1 });
    await expect(scene.poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(await scene.poll(session)).toMatchObject({ events: [{ kind: 'assigned' }] });
  },
);

test('changed messages are read as far as they can be', async () => {
  const session = await openSession(github, id);
  await scene.poll(session);
  scene.fake.queueJob({ labels: 'gh-linux' });
  for (const change of ['no-statistics', 'unknown-event', 'unknown-fields', 'unknown-type'] as const)
    scene.fake.switches.changeMessages(change);
  expect(await scene.poll(session)).toMatchObject({ events: [{ kind: 'assigned' }], statistics: undefined });
  expect((await scene.poll(session))?.events).toHaveLength(1);
  expect(await scene.poll(session)).toMatchObject({ events: [{ kind: 'assigned' }] });
  expect(await scene.poll(session)).toMatchObject({ events: [], statistics: { assigned: 1 } });
});

test('a message without events has the numbers', async () => {
  const session = await openSession(github, id);
  scene.fake.switches.sendStatistics(id);
  expect(await scene.poll(session)).toMatchObject({ events: [], statistics: { assigned: 0 } });
});

test('a job that is cancelled before a runner takes it has no runner', async () => {
  const session = await openSession(github, id);
  await scene.poll(session);
  const job = scene.fake.queueJob({ labels: 'gh-linux' });
  await scene.untilEvent(session, 'assigned');
  scene.fake.cancelJob(job);
  expect(await scene.untilEvent(session, 'completed')).toMatchObject({
    event: { result: 'canceled', runnerName: undefined },
    statistics: { assigned: 0 },
  });
});

test('the signal ends a poll', async () => {
  scene.fake.settings.longPollMs = 60_000;
  const session = await openSession(github, id);
  const polling = scene.poll(session);
  await scene.fake.eventually('the poll is held', () => scene.fake.scaleSets[0]?.capacity === 10);
  scene.stop.abort();
  expect(await polling).toBeUndefined();
});

test('on a server that waits for it, jobs are acquired', async () => {
  await scene.end();
  scene = await FakeScene.start({ mode: 'acquire' });
  github = scene.client();
  const session = await openSession(github, await createSet(github));
  await scene.poll(session);
  scene.fake.queueJob({ labels: 'gh-linux' });
  const { event, statistics } = await scene.untilEvent(session, 'available');
  expect(statistics).toMatchObject({ available: 1, assigned: 0 });
  expect(await session.acquire([event.requestId, 999_999])).toEqual([event.requestId]);
  expect(await scene.untilEvent(session, 'assigned')).toMatchObject({ event: { requestId: event.requestId }, statistics: { assigned: 1 } });
});
