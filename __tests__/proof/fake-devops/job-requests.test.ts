import { call, withAbsentFields } from './support/client';
import { JobScene } from './support/job-scene';

// Each state of a job request until its job has ended.
const MINUTE = 60_000;
let scene: JobScene;
beforeEach(async () => {
  scene = await JobScene.start();
});
afterEach(() => scene.devops.close());

test('a request is queued if a registered agent meets the demands, even a disabled, offline one', () => {
  const job = scene.devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  expect(job.request).toMatchObject({
    requestId: 901,
    queueTime: scene.clock.now(),
    demands: ['kubectl', 'Agent.Version -gtVersion 2.182.1'],
    matchedAgents: [{ name: 'placeholder', enabled: false, status: 'offline' }],
  });
  expect(job.status).toBe('notStarted');
});

test('a job is refused without a request, and its record names the reason, if no registered agent meets the demands', async () => {
  const job = scene.devops.queueJob({ pool: 'linux', demands: ['gpu'] });
  expect({ requestId: job.requestId, status: job.status, result: job.result }).toEqual({
    requestId: undefined,
    status: 'completed',
    result: 'failed',
  });
  expect(scene.devops.pool('linux').requests).toEqual([]);
  const message = 'No agent found in pool linux which satisfies the specified demands: gpu, Agent.Version -gtVersion 2.182.1';
  expect(await scene.timelineRecord(job.buildId)).toMatchObject({
    state: 'completed',
    result: 'failed',
    finishTime: '2026-01-05T10:00:00Z',
    issues: [{ type: 'error', message }],
  });
});

test('a placeholder with too low a version matches no job', () => {
  scene.devops.settings.minimumAgentVersion = '100.0.0';
  expect(scene.devops.queueJob({ pool: 'linux' }).requestId).toBeUndefined();
});

test('the matched agents of a queued request follow registrations', async () => {
  const job = scene.devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  scene.devops.addAgent('linux', { name: 'other', version: '4.275.0', systemCapabilities: { kubectl: '' } });
  expect(job.request?.matchedAgents.map(({ name }) => name)).toEqual(['placeholder', 'other']);
  await call(scene.devops, 'DELETE', '/_apis/distributedtask/pools/44/agents/26?api-version=7.1');
  expect(job.request?.matchedAgents.map(({ name }) => name)).toEqual(['placeholder']);
});

test('a request is assigned to an idle agent immediately and locked for 5 minutes', async () => {
  const job = scene.devops.queueJob({ pool: 'linux' });
  scene.clock.advance(2000);
  await scene.online();
  expect(withAbsentFields(job.request)).toMatchObject({
    assignTime: scene.clock.now(),
    receiveTime: undefined,
    lockedUntil: scene.clock.now() + 5 * MINUTE,
    reservedAgent: { name: 'linux-1', status: 'online' },
  });
});

test('the oldest request is assigned first, unless another has a higher priority', async () => {
  const [first, second, urgent] = [0, 0, 1].map((priority) => scene.devops.queueJob({ pool: 'linux', priority }));
  for (const expected of [urgent, first, second]) {
    const listener = await scene.online(`linux-${expected?.requestId}`);
    expect(expected?.agentName).toBe(`linux-${expected?.requestId}`);
    await listener.renew(expected?.requestId);
  }
});

test('an assignment waits for the pickup delay', async () => {
  scene.devops.settings.pickupDelayMs = 3000;
  await scene.online();
  scene.clock.advance(10_000);
  const job = scene.devops.queueJob({ pool: 'linux' });
  scene.clock.advance(2999);
  expect(job.agentName).toBeUndefined();
  scene.clock.advance(1);
  expect(job.agentName).toBe('linux-1');
});

test('jobs beyond the number of parallel jobs stay queued', async () => {
  scene.devops.settings.parallelJobs = 1;
  const [first, second] = [scene.devops.queueJob({ pool: 'linux' }), scene.devops.queueJob({ pool: 'linux' })];
  const listener = await scene.online('linux-1');
  await scene.online('linux-2');
  expect([first?.agentName, second?.agentName]).toEqual(['linux-1', undefined]);
  await listener.renew(first?.requestId);
  expect(second?.agentName).toBeUndefined();
  await listener.complete(first?.requestId, { agentShuttingDown: true });
  expect(second?.agentName).toBe('linux-2');
});

test('the first PATCH is the pickup and locks for 10 minutes; each later one extends the lock', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  scene.clock.advance(1000);
  const received = scene.clock.now();
  const answer = await listener.renew(job.requestId);
  expect(answer.json).toMatchObject({ receiveTime: '2026-01-05T10:00:01Z', lockedUntil: '2026-01-05T10:10:01Z' });
  scene.clock.advance(9 * MINUTE);
  await listener.renew(job.requestId);
  expect(job.request).toMatchObject({ receiveTime: received, lockedUntil: scene.clock.now() + 10 * MINUTE });
});

test('the timeline record starts when the worker starts the job, after the pickup', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux', name: 'Build' });
  await listener.renew(job.requestId);
  expect(await scene.timelineRecord(job.buildId)).toMatchObject({ name: 'Build', state: 'pending', workerName: null });
  scene.clock.advance(2000);
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  expect(await scene.timelineRecord(job.buildId)).toMatchObject({
    id: job.request?.jobId,
    state: 'inProgress',
    startTime: '2026-01-05T10:00:02Z',
    workerName: 'linux-1',
  });
  scene.clock.advance(2000);
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  expect(await scene.timelineRecord(job.buildId)).toMatchObject({ startTime: '2026-01-05T10:00:02Z' });
});

test.each(['succeeded', 'failed', 'succeededWithIssues', 'canceled'])(
  'completed with the result %s that the agent reports',
  async (result) => {
    const listener = await scene.online();
    const job = scene.devops.queueJob({ pool: 'linux' });
    await listener.renew(job.requestId);
    scene.clock.advance(1000);
    expect((await listener.complete(job.requestId, { result })).json).toMatchObject({ result, finishTime: '2026-01-05T10:00:01Z' });
    expect(job.status).toBe('completed');
    expect(await scene.timelineRecord(job.buildId)).toMatchObject({ state: 'completed', result, finishTime: '2026-01-05T10:00:01Z' });
  },
);

test('an unknown result is refused', async () => {
  const listener = await scene.online();
  const job = scene.devops.queueJob({ pool: 'linux' });
  expect((await listener.complete(job.requestId, { result: 'Succeeded' })).status).toBe(400);
  expect(job.result).toBeUndefined();
});
