import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { basic, call } from '../support/client';
import { assertion, Listener, register, requestToken } from '../support/listener';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux', 'windows'], clock });
});
afterEach(() => devops.close());

const MINUTE_SECONDS = 60;
const atMinute = (minute: number) => clock.now() / 1000 + minute * MINUTE_SECONDS;

test("an assertion signed with the agent's key returns a token", async () => {
  const { clientId, authorizationUrl } = (await register(devops, 'linux-1')).authorization;
  expect(await requestToken(devops, assertion(clientId, authorizationUrl, clock.now()))).toMatchObject({
    status: 200,
    json: { access_token: expect.any(String), token_type: 'JWT', expires_in: 3600 },
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['a foreign audience', { aud: 'http://elsewhere/_oauth/token' }, 'the audience must be'],
  ['an issuer that is not the subject', { iss: 'someone' }, 'iss must be sub'],
  ['no jti', { jti: undefined }, 'jti is required'],
  ['no exp', { exp: undefined }, 'nbf and exp are required'],
  ['an unknown client', { sub: 'someone' }, 'no agent with a key has this client id'],
])('an assertion with %s is refused', async (_, changes, description) => {
  const { clientId, authorizationUrl } = (await register(devops, 'linux-1')).authorization;
  const answer = await requestToken(devops, assertion(clientId, authorizationUrl, clock.now(), changes));
  expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_client', error_description: expect.stringContaining(description) } });
});

test.each([
  [5, 10, 200],
  [5.1, 10, 400],
  [-10, -5, 200],
  [-10, -5.1, 400],
])('an assertion valid from minute %d to minute %d gets %i, with a clock tolerance of five minutes', async (from, until, status) => {
  const { clientId, authorizationUrl } = (await register(devops, 'linux-1')).authorization;
  const jwt = assertion(clientId, authorizationUrl, clock.now(), { nbf: atMinute(from), exp: atMinute(until) });
  expect((await requestToken(devops, jwt)).status).toBe(status);
});

test('a signature of another key and a missing signature are refused', async () => {
  const { clientId, authorizationUrl } = (await register(devops, 'linux-1')).authorization;
  const [header, payload, signature = ''] = assertion(clientId, authorizationUrl, clock.now()).split('.');
  const other = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
  for (const wrong of [other, '']) {
    expect((await requestToken(devops, `${header}.${payload}.${wrong}`)).json).toMatchObject({
      error_description: 'the signature does not match the public key of the agent',
    });
  }
  expect((await requestToken(devops, 'nonsense')).status).toBe(400);
});

test('an agent without a key gets no token', async () => {
  const answer = await call(devops, 'POST', '/_apis/distributedtask/pools/44/agents?api-version=7.1', { body: { name: 'placeholder' } });
  const { clientId, authorizationUrl } = answer.json['authorization'] as { clientId: string; authorizationUrl: string };
  expect((await requestToken(devops, assertion(clientId, authorizationUrl, clock.now()))).status).toBe(400);
});

test('the token of an agent is only valid for its own session and requests', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const other = await Listener.online(devops, 'linux-2', clock.now());
  const refused: [string, string, unknown?][] = [
    ['GET', 'pools'],
    ['GET', 'pools/44/agents'],
    ['GET', 'pools/44/jobrequests'],
    ['POST', 'pools/44/agents', { name: 'more' }],
    ['DELETE', 'pools/44/agents/25'],
    ['PATCH', 'pools/44/agents/25', { id: 25, enabled: false }],
    ['POST', 'pools/44/sessions', { ownerName: 'x', agent: { id: other.agent.id } }],
    ['POST', 'pools/45/sessions', { ownerName: 'x', agent: { id: 25 } }],
    ['GET', `pools/44/messages?sessionId=${other.sessionId}`],
    ['DELETE', `pools/44/sessions/${other.sessionId}`],
  ];
  for (const [method, path, body] of refused) {
    expect([method, path, (await listener.call(method, path, body)).status]).toEqual([method, path, 403]);
  }
  expect(devops.agentsOf('linux').map(({ status }) => status)).toEqual(['online', 'online']);
});

test.each(['pat', 'entra'] as const)('a token of a user (%s) cannot open a session', async (kind) => {
  await register(devops, 'linux-1');
  const token = devops.issueToken({ kind });
  const authorization = kind === 'pat' ? basic(token) : `Bearer ${token}`;
  const body = { ownerName: 'x', agent: { id: 25 } };
  const answer = await call(devops, 'POST', '/_apis/distributedtask/pools/44/sessions?api-version=7.1', { authorization, body });
  expect(answer.status).toBe(403);
});

test('the token of an agent is refused as a password and expires after an hour', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const token = listener.authorization.replace('Bearer ', '');
  expect((await call(devops, 'GET', '/_apis/distributedtask/pools', { authorization: basic(token) })).status).toBe(401);
  clock.advance(3600_000);
  expect((await listener.renew(901)).status).toBe(401);
});

test('a message stays until it is deleted or a later one is requested', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const job = devops.queueJob({ pool: 'linux' });
  for (let n = 0; n < 2; n++) expect((await listener.poll()).json).toMatchObject({ messageId: 1 });
  await listener.renew(job.requestId);
  devops.cancelJob(job);
  expect((await listener.poll(1)).json).toMatchObject({ messageId: 2 });
  await listener.acknowledge(1);
  expect((await listener.poll()).json).toMatchObject({ messageId: 2 });
});

test('a poll is held by the clock and ends with an empty 202', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const poll = listener.poll();
  await devops.eventually('the poll is there', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  clock.advance(49_999);
  expect(devops.requests.at(-1)?.status).toBeUndefined();
  clock.advance(1);
  expect(await poll).toMatchObject({ status: 202, text: '' });
});

test('two polls are held in parallel, like those of an agent with its two loops, and both get the message', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const first = listener.poll();
  await devops.eventually('the first poll is there', () => devops.requests.at(-1)?.path.endsWith('/messages') === true);
  const second = listener.poll();
  await devops.eventually('the second too', () => devops.requests.filter(({ path }) => path.endsWith('/messages')).length === 2);
  devops.queueJob({ pool: 'linux' });
  for (const poll of [first, second]) expect((await poll).json).toMatchObject({ messageId: 1 });
});

test('only the agent of a job can append to its log', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const job = devops.queueJob({ pool: 'linux' });
  const other = await Listener.online(devops, 'linux-2', clock.now());
  await listener.call('POST', `stub/logs/${job.requestId}`, 'one\n');
  await listener.call('POST', `stub/logs/${job.requestId}`, 'two\n');
  expect((await other.call('POST', `stub/logs/${job.requestId}`, 'three\n')).status).toBe(404);
  expect(job.log).toBe('one\ntwo\n');
});

test('stub agents fetch their behaviour without a token; it can be set by name', async () => {
  devops.stub.set({ configSeconds: 0, workerSeconds: 0 });
  devops.stub.set({ neverPolls: true }, 'linux-2');
  devops.stub.set({ workerSeconds: 3 }, 'linux-2');
  const of = async (name: string) =>
    (await call(devops, 'GET', `/_apis/distributedtask/stub/behaviour?agentName=${name}`, { authorization: '' })).json;
  expect(await of('linux-1')).toMatchObject({ configSeconds: 0, workerSeconds: 0, listenSeconds: 4, neverPolls: false });
  expect(await of('linux-2')).toMatchObject({ configSeconds: 0, workerSeconds: 3, neverPolls: true });
});

test('the listener of a deleted agent gets not found, or invalid client', async () => {
  for (const [deletedAgent, status] of [
    ['notFound', 404],
    ['invalidClient', 401],
  ] as const) {
    devops.settings.deletedAgent = deletedAgent;
    const listener = await Listener.online(devops, `linux-${deletedAgent}`, clock.now());
    devops.pool('linux').removeAgent(listener.agent.id);
    expect((await listener.poll()).status).toBe(status);
  }
});
