import { ManualClock } from '../../fake-devops/clock';
import { FakeDevOps } from '../../fake-devops/fake-devops';
import { call, whole } from './support/client';
import { Listener } from './support/listener';

// The life of a job request, row by row.
const minutes = 60_000;
let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
  devops.addAgent('linux', { name: 'keeper', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
});
afterEach(() => devops.close());

const online = (name = 'linux-1', more = {}) => Listener.online(devops, name, clock.now(), more);
const timeline = async (buildId: number) => {
  const { json } = await call(devops, 'GET', `/demo/_apis/build/builds/${buildId}/timeline?api-version=7.1`);
  const records = json['records'] as Record<string, unknown>[];
  return records.find(({ type }) => type === 'Job');
};

test('queued when a registered agent meets the demands, be it disabled and offline', () => {
  const job = devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  expect(job.request).toMatchObject({
    requestId: 901,
    queueTime: clock.now(),
    demands: ['kubectl', 'Agent.Version -gtVersion 2.182.1'],
    matchedAgents: [{ name: 'keeper', enabled: false, status: 'offline' }],
  });
  expect(job.status).toBe('notStarted');
});

test('refused when no registered agent meets them: no request, a failed record that says why', async () => {
  const job = devops.queueJob({ pool: 'linux', demands: ['gpu'] });
  expect({ requestId: job.requestId, status: job.status, result: job.result }).toEqual({
    requestId: undefined,
    status: 'completed',
    result: 'failed',
  });
  expect(devops.pool('linux').requests).toEqual([]);
  const message = 'No agent found in pool linux which satisfies the specified demands: gpu, Agent.Version -gtVersion 2.182.1';
  expect(await timeline(job.buildId)).toMatchObject({
    state: 'completed',
    result: 'failed',
    finishTime: '2026-01-05T10:00:00Z',
    issues: [{ type: 'error', message }],
  });
});

test('a placeholder of too low a version meets no job', () => {
  devops.settings.minimumAgentVersion = '100.0.0';
  expect(devops.queueJob({ pool: 'linux' }).requestId).toBeUndefined();
});

test('the matched agents follow registrations as long as it is queued', async () => {
  const job = devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  devops.addAgent('linux', { name: 'other', version: '4.275.0', systemCapabilities: { kubectl: '' } });
  expect(job.request?.matchedAgents.map(({ name }) => name)).toEqual(['keeper', 'other']);
  await call(devops, 'DELETE', '/_apis/distributedtask/pools/44/agents/26?api-version=7.1');
  expect(job.request?.matchedAgents.map(({ name }) => name)).toEqual(['keeper']);
});

test('assigned to an idle agent at once, locked for 5 minutes', async () => {
  const job = devops.queueJob({ pool: 'linux' });
  clock.advance(2000);
  await online();
  expect(whole(job.request)).toMatchObject({
    assignTime: clock.now(),
    receiveTime: undefined,
    lockedUntil: clock.now() + 5 * minutes,
    reservedAgent: { name: 'linux-1', status: 'online' },
  });
});

test('the oldest goes first, but for a higher priority', async () => {
  const [first, second, urgent] = [0, 0, 1].map((priority) => devops.queueJob({ pool: 'linux', priority }));
  for (const expected of [urgent, first, second]) {
    const listener = await online(`linux-${expected?.requestId}`);
    expect(expected?.agentName).toBe(`linux-${expected?.requestId}`);
    await listener.renew(expected?.requestId);
  }
});

test('an idle agent and a job wait for each other as long as the pickup delay says', async () => {
  devops.settings.pickupDelayMs = 3000;
  await online();
  clock.advance(10_000);
  const job = devops.queueJob({ pool: 'linux' });
  clock.advance(2999);
  expect(job.agentName).toBeUndefined();
  clock.advance(1);
  expect(job.agentName).toBe('linux-1');
});

test('jobs beyond the parallel jobs bought stay queued', async () => {
  devops.settings.parallelJobs = 1;
  const [first, second] = [devops.queueJob({ pool: 'linux' }), devops.queueJob({ pool: 'linux' })];
  const listener = await online('linux-1');
  await online('linux-2');
  expect([first?.agentName, second?.agentName]).toEqual(['linux-1', undefined]);
  await listener.renew(first?.requestId);
  expect(second?.agentName).toBeUndefined();
  await listener.complete(first?.requestId, 'succeeded', true);
  expect(second?.agentName).toBe('linux-2');
});

test('the first PATCH is the pickup and locks for 10 minutes; each later one moves the lock on', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  clock.advance(1000);
  const received = clock.now();
  const answer = await listener.renew(job.requestId);
  expect(answer.json).toMatchObject({ receiveTime: '2026-01-05T10:00:01Z', lockedUntil: '2026-01-05T10:10:01Z' });
  clock.advance(9 * minutes);
  await listener.renew(job.requestId);
  expect(job.request).toMatchObject({ receiveTime: received, lockedUntil: clock.now() + 10 * minutes });
});

test('the record starts when the worker starts, a little after the pickup', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux', name: 'Build' });
  await listener.renew(job.requestId);
  expect(await timeline(job.buildId)).toMatchObject({ name: 'Build', state: 'pending', workerName: null });
  clock.advance(2000);
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  expect(await timeline(job.buildId)).toMatchObject({
    id: job.request?.jobId,
    state: 'inProgress',
    startTime: '2026-01-05T10:00:02Z',
    workerName: 'linux-1',
  });
  clock.advance(2000);
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  expect(await timeline(job.buildId)).toMatchObject({ startTime: '2026-01-05T10:00:02Z' });
});

test.each(['succeeded', 'failed', 'succeededWithIssues', 'canceled'])(
  'completed with the result %s that the agent reports',
  async (result) => {
    const listener = await online();
    const job = devops.queueJob({ pool: 'linux' });
    await listener.renew(job.requestId);
    clock.advance(1000);
    expect((await listener.complete(job.requestId, result)).json).toMatchObject({ result, finishTime: '2026-01-05T10:00:01Z' });
    expect(job.status).toBe('completed');
    expect(await timeline(job.buildId)).toMatchObject({ state: 'completed', result, finishTime: '2026-01-05T10:00:01Z' });
  },
);

test('a result that does not exist is refused', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  expect((await listener.complete(job.requestId, 'Succeeded')).status).toBe(400);
  expect(job.result).toBeUndefined();
});

test.each(['queued', 'assigned'])('cancelled while %s: completed without ever being received', async (state) => {
  if (state === 'assigned') await online();
  const job = devops.queueJob({ pool: 'linux' });
  clock.advance(1000);
  devops.cancelJob(job);
  expect(whole(job.request)).toMatchObject({
    result: 'canceled',
    finishTime: clock.now(),
    receiveTime: undefined,
  });
  expect(job.status).toBe('completed');
});

test('cancelled between message and pickup: the pickup is refused', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  expect((await listener.poll()).json).toMatchObject({ messageType: 'PipelineAgentJobRequest' });
  devops.cancelJob(job);
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 400, json: { typeKey: 'TaskAgentJobTokenExpiredException' } });
  expect(job.request?.receiveTime).toBeUndefined();
});

test('cancelled while running: the agent is told, and the job is canceled when the agent has ended it', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  devops.cancelJob(job);
  devops.cancelJob(job);
  expect({ status: job.status, result: job.result }).toEqual({ status: 'cancelling', result: undefined });
  const { json } = await listener.poll(1);
  expect(json).toMatchObject({ messageId: 2, messageType: 'JobCancelMessage' });
  expect(JSON.parse(String(json['body']))).toEqual({ jobId: job.request?.jobId, timeout: 300 });
  await listener.acknowledge(2);
  await listener.complete(job.requestId, 'succeeded');
  expect({ status: job.status, result: job.result }).toEqual({ status: 'completed', result: 'canceled' });
  devops.queueJob({ pool: 'linux' });
  expect((await listener.poll(2)).json).toMatchObject({ messageId: 3, messageType: 'PipelineAgentJobRequest' });
});

test('cancelled while running, and the agent silent: abandoned when the lock lapses', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  devops.cancelJob(job);
  clock.advance(10 * minutes);
  expect(job.result).toBe('abandoned');
});

test('running with a lapsed lock: abandoned, and the record says whom nobody heard from', async () => {
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  clock.advance(10 * minutes - 1);
  expect(job.result).toBeUndefined();
  clock.advance(1);
  expect(job.request).toMatchObject({ result: 'abandoned', finishTime: clock.now() });
  expect(await timeline(job.buildId)).toMatchObject({ issues: [{ message: 'We stopped hearing from agent linux-1.' }] });
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 400, json: { typeKey: 'TaskAgentJobTokenExpiredException' } });
});

test.each(['requeue', 'abandon'] as const)('assigned, and the agent lost before the pickup, with the setting "%s"', async (setting) => {
  devops.settings.lostBeforePickup = setting;
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  await listener.close();
  if (setting === 'abandon') {
    expect(whole(job.request)).toMatchObject({ result: 'abandoned', receiveTime: undefined });
    return;
  }
  expect(whole(job.request)).toMatchObject({
    result: undefined,
    assignTime: undefined,
    reservedAgent: undefined,
    lockedUntil: undefined,
  });
  await online('linux-2');
  expect(job.agentName).toBe('linux-2');
});

test('assigned, and never picked up by an agent that polls: given away again when the lock lapses', async () => {
  devops.settings.sessionExpiryMs = 60 * minutes;
  const listener = await online();
  const job = devops.queueJob({ pool: 'linux' });
  await call(devops, 'PATCH', '/_apis/distributedtask/pools/44/agents/26?api-version=7.1', { body: { id: 26, enabled: false } });
  clock.advance(5 * minutes);
  expect(whole(job.request)).toMatchObject({ assignTime: undefined, result: undefined });
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(devops.settings.longPollMs);
  expect((await poll).status).toBe(202);
  expect(await listener.renew(job.requestId)).toMatchObject({ status: 404, json: { typeKey: 'TaskAgentJobNotFoundException' } });
});

test('a PATCH without a lock token is refused', async () => {
  const listener = await online();
  const { requestId } = devops.queueJob({ pool: 'linux' });
  for (const query of ['', '?lockToken=1']) {
    expect((await listener.call('PATCH', `pools/44/jobrequests/${requestId}${query}`, {})).status).toBe(400);
  }
  expect(devops.pool('linux').requests[0]?.receiveTime).toBeUndefined();
});

test('only the agent that has a request may renew or complete it', async () => {
  await online('linux-1');
  const job = devops.queueJob({ pool: 'linux' });
  const other = await online('linux-2');
  expect((await other.renew(job.requestId)).status).toBe(404);
  expect((await other.complete(job.requestId)).status).toBe(404);
  expect(whole(job.request)).toMatchObject({ receiveTime: undefined, result: undefined });
});
