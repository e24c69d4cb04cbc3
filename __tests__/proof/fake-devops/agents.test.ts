import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { call, whole } from './support/client';
import { Listener, register } from './support/listener';

// The life of an agent, row by row.
const minutes = 60_000;
let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
});
afterEach(() => devops.close());

const agent = () => devops.agentsOf('linux')[0];
const path = (id: number) => `/_apis/distributedtask/pools/44/agents/${id}?api-version=7.1`;
const online = (name = 'linux-1') => Listener.online(devops, name, clock.now());
const running = async (listener: Listener) => {
  const job = devops.queueJob({ pool: 'linux' });
  await listener.renew(job.requestId);
  return job;
};

test('registered: offline, with an id and both stamps', async () => {
  const { id, ...rest } = await register(devops, 'linux-1');
  expect(id).toBe(25);
  expect(rest).toMatchObject({
    status: 'offline',
    enabled: true,
    createdOn: '2026-01-05T10:00:00Z',
    statusChangedOn: '2026-01-05T10:00:00Z',
    authorization: { authorizationUrl: `${devops.url}/_oauth/token`, publicKey: { exponent: 'AQAB' } },
  });
});

test('enabled: false in the POST is not heeded, unless the setting says so', async () => {
  expect(await register(devops, 'one', { enabled: false })).toMatchObject({ enabled: true });
  devops.settings.enabledOnPost = true;
  expect(await register(devops, 'two', { enabled: false })).toMatchObject({ enabled: false });
});

test('a name that is taken is refused, in any case of letters', async () => {
  await register(devops, 'linux-1');
  const answer = await call(devops, 'POST', '/_apis/distributedtask/pools/44/agents?api-version=7.1', { body: { name: 'LINUX-1' } });
  expect(answer).toMatchObject({
    status: 409,
    json: { typeKey: 'TaskAgentExistsException', message: 'Pool 44 already contains an agent with name LINUX-1.' },
  });
});

test('a session makes it online and is the only one', async () => {
  const listener = await Listener.register(devops, 'linux-1', clock.now());
  clock.advance(1000);
  expect((await listener.open()).status).toBe(200);
  expect(agent()).toMatchObject({ status: 'online', statusChangedOn: clock.now() });
  expect(await listener.open()).toMatchObject({
    status: 409,
    json: {
      typeKey: 'TaskAgentSessionConflictException',
      message: 'The task agent linux-1 already has an active session for owner host.',
    },
  });
});

test('a reserved request is shown as its assigned request', async () => {
  await online();
  const { requestId } = devops.queueJob({ pool: 'linux' });
  expect(agent()).toMatchObject({ status: 'online', assignedRequest: { requestId, assignTime: clock.now() } });
});

test('when the request is cancelled before the pickup it is idle again and is told nothing', async () => {
  const listener = await online();
  devops.cancelJob(devops.queueJob({ pool: 'linux' }));
  expect(whole(agent())).toMatchObject({
    status: 'online',
    assignedRequest: undefined,
    lastCompletedRequestId: undefined,
  });
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(devops.settings.longPollMs);
  expect((await poll).status).toBe(202);
});

test('a completion makes it idle for the next job', async () => {
  const listener = await online();
  const first = await running(listener);
  await listener.complete(first.requestId);
  expect(agent()).toMatchObject({ status: 'online', closing: false, lastCompletedRequestId: first.requestId });
  const next = devops.queueJob({ pool: 'linux' });
  expect(next.agentName).toBe('linux-1');
});

test('a completion with agentShuttingDown leaves it online and it takes nothing more', async () => {
  const listener = await online();
  const first = await running(listener);
  await listener.complete(first.requestId, 'succeeded', true);
  const next = devops.queueJob({ pool: 'linux' });
  expect(whole(agent())).toMatchObject({ status: 'online', closing: true, assignedRequest: undefined });
  expect(next.agentName).toBeUndefined();
});

test('the end of its session makes it offline', async () => {
  const listener = await online();
  clock.advance(1000);
  await listener.close();
  expect(agent()).toMatchObject({ status: 'offline', statusChangedOn: clock.now() });
  expect((await listener.poll()).json).toMatchObject({ typeKey: 'TaskAgentSessionExpiredException' });
});

test('without a poll it goes offline after the time set, and not before', async () => {
  await online();
  clock.advance(5 * minutes - 1);
  expect(agent()).toMatchObject({ status: 'online' });
  clock.advance(1);
  expect(agent()).toMatchObject({ status: 'offline', statusChangedOn: clock.now() });
});

test('a poll that is held keeps it online, and the time runs from its end', async () => {
  devops.settings.longPollMs = 20 * minutes;
  const listener = await online();
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(20 * minutes);
  expect((await poll).status).toBe(202);
  clock.advance(5 * minutes - 1);
  expect(agent()).toMatchObject({ status: 'online' });
  clock.advance(1);
  expect(agent()).toMatchObject({ status: 'offline' });
});

test('when its process dies, the time runs from then on, and the job in its queue is given away', async () => {
  const listener = await online();
  const gone = new AbortController();
  const url = `${devops.url}/_apis/distributedtask/pools/44/messages?sessionId=${listener.sessionId}`;
  const poll = fetch(url, { headers: { authorization: listener.authorization }, signal: gone.signal });
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  gone.abort();
  await expect(poll).rejects.toThrow('aborted');
  await devops.eventually('the poll has ended', () => devops.requests.at(-1)?.status === 202, { withinMs: 2000 });
  const job = devops.queueJob({ pool: 'linux' });
  expect(job.agentName).toBe('linux-1');
  clock.advance(5 * minutes);
  expect(agent()).toMatchObject({ status: 'offline' });
  expect(job.agentName).toBeUndefined();
});

test('offline with a job in hand it keeps the job until the lock lapses', async () => {
  const listener = await online();
  const job = await running(listener);
  await listener.close();
  expect(agent()).toMatchObject({ status: 'offline', assignedRequest: { requestId: job.requestId } });
  clock.advance(10 * minutes);
  expect(job.result).toBe('abandoned');
  expect(whole(agent())).toMatchObject({ assignedRequest: undefined });
});

test('an idle one is deleted; then it is unknown and its session over', async () => {
  const listener = await online();
  const registered = listener.agent;
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  expect((await call(devops, 'DELETE', path(registered.id))).status).toBe(204);
  expect((await poll).status).toBe(202);
  for (const method of ['GET', 'DELETE']) {
    expect(await call(devops, method, path(registered.id))).toMatchObject({
      status: 404,
      json: { typeKey: 'TaskAgentNotFoundException', message: 'No agent found for pool 44 with identifier 25.' },
    });
  }
  const again = await call(devops, 'POST', '/_apis/distributedtask/pools/44/sessions?api-version=7.1', {
    authorization: listener.authorization,
    body: { ownerName: 'host', agent: { id: 25 } },
  });
  expect(again).toMatchObject({ status: 404, json: { typeKey: 'TaskAgentNotFoundException' } });
});

test.each(['assigned', 'running'])('one that is %s is not deleted: 400, not 409', async (state) => {
  const listener = await online();
  const { requestId } = devops.queueJob({ pool: 'linux' });
  if (state === 'running') await listener.renew(requestId);
  expect(await call(devops, 'DELETE', path(25))).toMatchObject({
    status: 400,
    json: { typeKey: 'TaskAgentJobStillRunningException', message: 'Agent "linux-1" is running a job for pool "linux"' },
  });
  expect(agent()).toMatchObject({ id: 25 });
});

test('PATCH disables it: the job goes on, it stays online and gets nothing new', async () => {
  const listener = await online();
  const job = await running(listener);
  const answer = await call(devops, 'PATCH', path(25), { body: { id: 25, enabled: false } });
  expect(answer).toMatchObject({ status: 200, json: { id: 25, enabled: false, status: 'online' } });
  expect((await listener.complete(job.requestId)).status).toBe(200);
  const next = devops.queueJob({ pool: 'linux' });
  expect(next.agentName).toBeUndefined();
  await call(devops, 'PATCH', path(25), { body: { id: 25, enabled: true } });
  expect(next.agentName).toBe('linux-1');
});

test('an agent that is enabled waits anew for the pickup delay', async () => {
  devops.settings.pickupDelayMs = 3000;
  await online();
  const patch = (enabled: boolean) => call(devops, 'PATCH', path(25), { body: { id: 25, enabled } });
  await patch(false);
  const job = devops.queueJob({ pool: 'linux' });
  clock.advance(10_000);
  await patch(true);
  clock.advance(2999);
  expect(job.agentName).toBeUndefined();
  clock.advance(1);
  expect(job.agentName).toBe('linux-1');
});

test.each([{ enabled: false }, { id: 26, enabled: false }])('PATCH wants the id in the body too, not %j', async (body) => {
  await register(devops, 'linux-1');
  expect((await call(devops, 'PATCH', path(25), { body })).status).toBe(400);
  expect(agent()).toMatchObject({ enabled: true });
});

test('PUT keeps the id and takes the new key and capabilities', async () => {
  const before = await Listener.register(devops, 'linux-1', clock.now(), { systemCapabilities: { old: '' } });
  const body = { id: 25, name: 'linux-1', version: '4.276.0', systemCapabilities: { helm: '' } };
  const { json, status } = await call(devops, 'PUT', path(25), { body });
  expect(status).toBe(200);
  expect(json).toMatchObject({ id: 25, version: '4.276.0', systemCapabilities: { helm: '' } });
  expect(json['systemCapabilities']).not.toHaveProperty('old');
  expect((await before.open()).status).toBe(404);
});

test('capabilities that come with the session replace those of the registration', async () => {
  const listener = await Listener.register(devops, 'linux-1', clock.now());
  const job = () => devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  expect(job().result).toBe('failed');
  const body = { ownerName: 'host', agent: { id: 25 }, systemCapabilities: { kubectl: '' } };
  await listener.call('POST', 'pools/44/sessions', body);
  expect(job().agentName).toBe('linux-1');
});
