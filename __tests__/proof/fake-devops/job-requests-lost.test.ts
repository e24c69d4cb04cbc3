import { call, withAbsentFields } from './support/client';
import { JobScene } from './support/job-scene';

// Each state of a job request that is cancelled or lost.
const MINUTE = 60_000;
let scene: JobScene;
beforeEach(async () => {
  scene = await JobScene.start();
});
afterEach(() => scene.devops.close());

test.each(['queued', 'assigned'])('a request that is cancelled while %s is completed without a receiveTime', async (state) => {
  if (state === 'assigned') await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  scene.clock.advance(1000);
  scene.devops.cancelJob(job);
  expect(withAbsentFields(job.request)).toMatchObject({
    result: 'canceled',
    finishTime: scene.clock.now(),
    receiveTime: undefined,
  });
  expect(job.status).toBe('completed');
});

test('the pickup of a request is refused if it was cancelled after the message', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  expect((await listener.poll()).json).toMatchObject({ messageType: 'PipelineAgentJobRequest' });
  scene.devops.cancelJob(job);
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 400, json: { typeKey: 'TaskAgentJobTokenExpiredException' } });
  expect(job.request?.receiveTime).toBeUndefined();
});

test('the agent of a running job gets a message about the cancellation, and the job is canceled when the agent has ended it', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  scene.devops.cancelJob(job);
  scene.devops.cancelJob(job);
  expect({ status: job.status, result: job.result }).toEqual({ status: 'cancelling', result: undefined });
  const { json } = await listener.poll(1);
  expect(json).toMatchObject({ messageId: 2, messageType: 'JobCancelMessage' });
  expect(JSON.parse(String(json['body']))).toEqual({ jobId: job.request?.jobId, timeout: 300 });
  await listener.acknowledge(2);
  await listener.complete(job.requestId, { result: 'succeeded' });
  expect({ status: job.status, result: job.result }).toEqual({ status: 'completed', result: 'canceled' });
  scene.devops.queueJob({ pool: 'linux' });
  expect((await listener.poll(2)).json).toMatchObject({ messageId: 3, messageType: 'PipelineAgentJobRequest' });
});

test('a cancelled, running job is abandoned when the lock lapses without a report of its agent', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  scene.devops.cancelJob(job);
  scene.clock.advance(10 * MINUTE);
  expect(job.result).toBe('abandoned');
});

test('a running job is abandoned when its lock lapses, and the record names the agent', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  scene.clock.advance(10 * MINUTE - 1);
  expect(job.result).toBeUndefined();
  scene.clock.advance(1);
  expect(job.request).toMatchObject({ result: 'abandoned', finishTime: scene.clock.now() });
  expect(await scene.timelineRecord(job.buildId)).toMatchObject({ issues: [{ message: 'We stopped hearing from agent linux-1.' }] });
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 400, json: { typeKey: 'TaskAgentJobTokenExpiredException' } });
});

test.each(['requeue', 'abandon'] as const)('a job whose agent is lost before the pickup, with the setting "%s"', async (setting) => {
  scene.devops.settings.lostBeforePickup = setting;
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  await listener.close();
  if (setting === 'abandon') {
    expect(withAbsentFields(job.request)).toMatchObject({ result: 'abandoned', receiveTime: undefined });
    return;
  }
  expect(withAbsentFields(job.request)).toMatchObject({
    result: undefined,
    assignTime: undefined,
    reservedAgent: undefined,
    lockedUntil: undefined,
  });
  await scene.online('linux-2');
  expect(job.agentName).toBe('linux-2');
});

test('a job that its agent does not pick up is assigned again when the lock lapses', async () => {
  scene.devops.settings.sessionExpiryMs = 60 * MINUTE;
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  await call(scene.devops, 'PATCH', '/_apis/distributedtask/pools/44/agents/26?api-version=7.1', { body: { id: 26, enabled: false } });
  scene.clock.advance(5 * MINUTE);
  expect(withAbsentFields(job.request)).toMatchObject({ assignTime: undefined, result: undefined });
  const poll = listener.poll();
  await scene.devops.eventually('the poll is held', () => scene.devops.requests.at(-1)?.path.endsWith('/messages') === true);
  scene.clock.advance(scene.devops.settings.longPollMs);
  expect((await poll).status).toBe(202);
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 404, json: { typeKey: 'TaskAgentJobNotFoundException' } });
});

test('a PATCH without a lock token is refused', async () => {
  const listener = await scene.online();
  const { requestId } = scene.devops.queueJob({ pool: 'linux' });
  for (const query of ['', '?lockToken=1']) {
    expect((await listener.call('PATCH', `pools/44/jobrequests/${requestId}${query}`, {})).status).toBe(400);
  }
  expect(scene.devops.pool('linux').requests[0]?.receiveTime).toBeUndefined();
});

test('only the agent that has a request may renew or complete it', async () => {
  await scene.online('linux-1');
  const job = scene.devops.queueJob({ pool: 'linux' });
  const other = await scene.online('linux-2');
  expect((await other.renew(job.requestId)).status).toBe(404);
  expect((await other.complete(job.requestId)).status).toBe(404);
  expect(withAbsentFields(job.request)).toMatchObject({ receiveTime: undefined, result: undefined });
});
