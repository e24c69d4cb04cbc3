import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { call, withAbsentFields } from './support/client';
import { Listener, register } from './support/listener';

// Each state of an agent.
const MINUTE = 60_000;
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

test('a registered agent is offline and has an id and both timestamps', async () => {
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

test('enabled: false in the POST is ignored, unless enabledOnPost is set', async () => {
  expect(await register(devops, 'one', { enabled: false })).toMatchObject({ enabled: true });
  devops.settings.enabledOnPost = true;
  expect(await register(devops, 'two', { enabled: false })).toMatchObject({ enabled: false });
});

test('a name that is taken is refused, ignoring case', async () => {
  await register(devops, 'linux-1');
  const answer = await call(devops, 'POST', '/_apis/distributedtask/pools/44/agents?api-version=7.1', { body: { name: 'LINUX-1' } });
  expect(answer).toMatchObject({
    status: 409,
    json: { typeKey: 'TaskAgentExistsException', message: 'Pool 44 already contains an agent with name LINUX-1.' },
  });
});

test('a session makes an agent online, and a second session is refused', async () => {
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

test('an agent whose request is cancelled before the pickup is idle again and gets no message', async () => {
  const listener = await online();
  devops.cancelJob(devops.queueJob({ pool: 'linux' }));
  expect(withAbsentFields(agent())).toMatchObject({
    status: 'online',
    assignedRequest: undefined,
    lastCompletedRequestId: undefined,
  });
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(devops.settings.longPollMs);
  expect((await poll).status).toBe(202);
});

test('an agent is idle after a completion and gets the next job', async () => {
  const listener = await online();
  const first = await running(listener);
  await listener.complete(first.requestId);
  expect(agent()).toMatchObject({ status: 'online', closing: false, lastCompletedRequestId: first.requestId });
  const next = devops.queueJob({ pool: 'linux' });
  expect(next.agentName).toBe('linux-1');
});

test('after a completion with agentShuttingDown, an agent is online and gets no further job', async () => {
  const listener = await online();
  const first = await running(listener);
  await listener.complete(first.requestId, { agentShuttingDown: true });
  const next = devops.queueJob({ pool: 'linux' });
  expect(withAbsentFields(agent())).toMatchObject({ status: 'online', closing: true, assignedRequest: undefined });
  expect(next.agentName).toBeUndefined();
});

test('an agent is offline after its session is closed', async () => {
  const listener = await online();
  clock.advance(1000);
  await listener.close();
  expect(agent()).toMatchObject({ status: 'offline', statusChangedOn: clock.now() });
  expect((await listener.poll()).json).toMatchObject({ typeKey: 'TaskAgentSessionExpiredException' });
});

test('an agent that does not poll goes offline after sessionExpiryMs', async () => {
  await online();
  clock.advance(5 * MINUTE - 1);
  expect(agent()).toMatchObject({ status: 'online' });
  clock.advance(1);
  expect(agent()).toMatchObject({ status: 'offline', statusChangedOn: clock.now() });
});

test('an agent is online while its poll is held, and sessionExpiryMs starts at the end of the poll', async () => {
  devops.settings.longPollMs = 20 * MINUTE;
  const listener = await online();
  const poll = listener.poll();
  await devops.eventually('the poll is held', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(20 * MINUTE);
  expect((await poll).status).toBe(202);
  clock.advance(5 * MINUTE - 1);
  expect(agent()).toMatchObject({ status: 'online' });
  clock.advance(1);
  expect(agent()).toMatchObject({ status: 'offline' });
});

test('if the process of an agent dies, sessionExpiryMs starts then, and its unread job is assigned to another agent', async () => {
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
  clock.advance(5 * MINUTE);
  expect(agent()).toMatchObject({ status: 'offline' });
  expect(job.agentName).toBeUndefined();
});

test('an offline agent keeps its job until the lock lapses', async () => {
  const listener = await online();
  const job = await running(listener);
  await listener.close();
  expect(agent()).toMatchObject({ status: 'offline', assignedRequest: { requestId: job.requestId } });
  clock.advance(10 * MINUTE);
  expect(job.result).toBe('abandoned');
  expect(withAbsentFields(agent())).toMatchObject({ assignedRequest: undefined });
});

test('an idle agent can be deleted; then it is unknown and its session is closed', async () => {
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
  const newSession = await call(devops, 'POST', '/_apis/distributedtask/pools/44/sessions?api-version=7.1', {
    authorization: listener.authorization,
    body: { ownerName: 'host', agent: { id: 25 } },
  });
  expect(newSession).toMatchObject({ status: 404, json: { typeKey: 'TaskAgentNotFoundException' } });
});

test.each(['assigned', 'running'])('an agent whose job is %s cannot be deleted: 400, not 409', async (state) => {
  const listener = await online();
  const { requestId } = devops.queueJob({ pool: 'linux' });
  if (state === 'running') await listener.renew(requestId);
  expect(await call(devops, 'DELETE', path(25))).toMatchObject({
    status: 400,
    json: { typeKey: 'TaskAgentJobStillRunningException', message: 'Agent "linux-1" is running a job for pool "linux"' },
  });
  expect(agent()).toMatchObject({ id: 25 });
});

test('an agent that is disabled by PATCH continues its job, stays online and gets no new job', async () => {
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

test('an agent that is enabled waits for the pickup delay again', async () => {
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

test.each([{ enabled: false }, { id: 26, enabled: false }])('PATCH requires the same id in the body, not %j', async (body) => {
  await register(devops, 'linux-1');
  expect((await call(devops, 'PATCH', path(25), { body })).status).toBe(400);
  expect(agent()).toMatchObject({ enabled: true });
});

test('PUT keeps the id and stores the new key and capabilities', async () => {
  const before = await Listener.register(devops, 'linux-1', clock.now(), { systemCapabilities: { old: '' } });
  const body = { id: 25, name: 'linux-1', version: '4.276.0', systemCapabilities: { helm: '' } };
  const { json, status } = await call(devops, 'PUT', path(25), { body });
  expect(status).toBe(200);
  expect(json).toMatchObject({ id: 25, version: '4.276.0', systemCapabilities: { helm: '' } });
  expect(json['systemCapabilities']).not.toHaveProperty('old');
  expect((await before.open()).status).toBe(404);
});

test('capabilities from the session replace those of the registration', async () => {
  const listener = await Listener.register(devops, 'linux-1', clock.now());
  const job = () => devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  expect(job().result).toBe('failed');
  const body = { ownerName: 'host', agent: { id: 25 }, systemCapabilities: { kubectl: '' } };
  await listener.call('POST', 'pools/44/sessions', body);
  expect(job().agentName).toBe('linux-1');
});
