import { GitHub } from '../../../../providers/github/client/client';
import type { Session } from '../../../../providers/github/client/types';
import { anException, aToken, HOUR_MS, NOW, ScriptedServer, type Step } from './scripted-server';

let server: ScriptedServer;
let github: GitHub;
beforeEach(async () => {
  server = await ScriptedServer.start();
  github = new GitHub(server.connection());
  server.on('POST', SESSIONS, { body: aSession() });
  server.on('PATCH', ONE_SESSION, { body: aSession({ messageQueueAccessToken: 'queue-2' }) });
  server.on('DELETE', ONE_SESSION, { status: 204 });
});
afterEach(() => server.stop());

const SESSIONS = /\/runnerscalesets\/9\/sessions$/;
const ID = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
const ONE_SESSION = new RegExp(`/runnerscalesets/9/sessions/${ID}$`);
const QUEUE = /^\/mq$/;
const REFRESHES = /sessions\/6f/;
const STATISTICS = {
  totalAvailableJobs: 0,
  totalAcquiredJobs: 0,
  totalAssignedJobs: 2,
  totalRunningJobs: 1,
  totalRegisteredRunners: 1,
  totalBusyRunners: 1,
  totalIdleRunners: 0,
};
const aSession = (more: object = {}) => ({
  sessionId: ID,
  ownerName: 'scaler-a',
  runnerScaleSet: { id: 9 },
  messageQueueUrl: `${server.url}/mq?sessionId=a%20b&x=~`,
  messageQueueAccessToken: 'queue-1',
  statistics: STATISTICS,
  ...more,
});
const aMessage = (more: object = {}) => ({
  messageId: 3,
  messageType: 'RunnerScaleSetJobMessages',
  body: '',
  statistics: STATISTICS,
  ...more,
});
const GONE = anException(404, 'RunnerScaleSetNotFoundException', 'No runner scale set found with identifier 9.');

async function open(): Promise<Session> {
  const answer = await github.openSession(9, 'scaler-a');
  if (answer === 'conflict') throw new Error('a conflict');
  return answer.session;
}
const poll = (session: Session, more: Partial<Parameters<Session['poll']>[0]> = {}) =>
  session.poll({ lastMessageId: 0, capacity: 20, signal: new AbortController().signal, ...more });
const lastRequest = () => server.seen.at(-1);
const tokensOf = (path: RegExp) => server.seen.filter((request) => path.test(request.path)).map(({ headers }) => headers['authorization']);

describe('opening', () => {
  test('a session has the numbers of now', async () => {
    expect(await github.openSession(9, 'scaler-a')).toMatchObject({ statistics: { assigned: 2, running: 1, idle: 0 } });
    expect(lastRequest()?.body).toEqual({ sessionId: '00000000-0000-0000-0000-000000000000', ownerName: 'scaler-a' });
  });

  test('another session is a conflict, not an error', async () => {
    server.on('POST', SESSIONS, anException(409, 'RunnerScaleSetSessionConflictException', 'already has an active session'));
    expect(await github.openSession(9, 'scaler-a')).toBe('conflict');
  });

  test('a scale set that is gone is an error that says so', async () => {
    server.on('POST', SESSIONS, GONE);
    await expect(github.openSession(9, 'scaler-a')).rejects.toMatchObject({ fault: 'absent' });
  });

  test.each([
    ['an empty address', { messageQueueUrl: '' }],
    ['no address', { messageQueueUrl: null }],
    ['no token', { messageQueueAccessToken: '' }],
    ['no numbers', { statistics: null }],
  ])('a session with %s counts as not opened, and is closed, because it would refuse the next one', async (_what, more) => {
    server.on('POST', SESSIONS, { body: aSession(more) });
    await expect(github.openSession(9, 'scaler-a')).rejects.toMatchObject({
      fault: 'transient',
      message: expect.stringContaining('the session lacks its message queue, its token or its statistics'),
    });
    expect(server.asked(REFRESHES)).toEqual([expect.stringMatching(/^DELETE /)]);
  });

  test('the error is the same if closing it fails', async () => {
    server.on('POST', SESSIONS, { body: aSession({ messageQueueUrl: '' }) });
    server.on('DELETE', ONE_SESSION, 'reset');
    await expect(github.openSession(9, 'scaler-a')).rejects.toThrow('the session lacks');
  });

  test.each<[string, Step]>([
    ['an outage', { status: 503 }],
    ['an empty answer', {}],
    ['a page', { body: '<html>' }],
  ])('%s is transient', async (_what, step) => {
    server.on('POST', SESSIONS, step);
    await expect(github.openSession(9, 'scaler-a')).rejects.toMatchObject({ fault: 'transient' });
  });
});

describe('polling', () => {
  test('the address of the queue is used as it is', async () => {
    server.on('GET', QUEUE, { body: aMessage() });
    expect(await poll(await open())).toMatchObject({ id: 3, statistics: { assigned: 2 } });
    expect(lastRequest()).toMatchObject({ path: '/mq', query: '?sessionId=a%20b&x=~' });
    expect(lastRequest()?.headers).toMatchObject({
      accept: 'application/json; api-version=6.0-preview',
      authorization: 'Bearer queue-1',
      'user-agent': 'test/1',
      'x-scalesetmaxcapacity': '20',
    });
  });

  test('the last message is named if there was one', async () => {
    server.on('GET', QUEUE, { status: 202 });
    const session = await open();
    await poll(session, { lastMessageId: 3 });
    expect(lastRequest()?.query).toBe('?sessionId=a%20b&x=~&lastMessageId=3');
    server.on('POST', SESSIONS, { body: aSession({ messageQueueUrl: `${server.url}/mq` }) });
    await poll(await open(), { lastMessageId: 3 });
    expect(lastRequest()?.query).toBe('?lastMessageId=3');
  });

  test('no message is undefined', async () => {
    server.on('GET', QUEUE, { status: 202 });
    expect(await poll(await open())).toBeUndefined();
  });

  test('the numbers may be missing', async () => {
    server.on('GET', QUEUE, { body: aMessage({ statistics: null }) });
    expect(await poll(await open())).toEqual({ id: 3, events: [], statistics: undefined });
  });

  test.each<[string, Step]>([
    ['a success without a body', {}],
    ['a page as a success', { body: '<html>' }],
    ['truncated JSON', { body: '{"messageId":3,' }],
    ['a broken connection', 'reset'],
    ['too many requests', { status: 429, headers: { 'retry-after': '7' } }],
    ['an outage', { status: 503, body: '<html>', headers: { 'retry-after': '7' } }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
  ])('%s is transient', async (_what, step) => {
    server.on('GET', QUEUE, step);
    const failure = await poll(await open()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      fault: 'transient',
      message: expect.stringMatching(/^GET message of scale set 9: no (usable )?answer/),
    });
    expect((failure as Error).message).not.toMatch(/sessionId|queue-1/);
  });

  test('a wait that the service asks for is passed on', async () => {
    server.on('GET', QUEUE, { status: 429, headers: { 'retry-after': '7' } });
    await expect(poll(await open())).rejects.toMatchObject({ retryAfterMs: 7000 });
  });

  test.each<[string, Step]>([
    ['the scale set', GONE],
    ['the session', anException(400, 'RunnerScaleSetSessionExpiredException')],
    ['anything', { status: 404 }],
  ])('that the service does not know %s any more is an error that says so', async (_what, step) => {
    server.on('GET', QUEUE, step);
    await expect(poll(await open())).rejects.toMatchObject({ fault: 'absent' });
  });

  test('a signal ends the wait and the request', async () => {
    server.on('GET', QUEUE, 'hang');
    const session = await open();
    const stop = new AbortController();
    const waiting = poll(session, { signal: stop.signal });
    await untilAsked(QUEUE);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(await poll(session, { signal: stop.signal })).toBeUndefined();
    expect(server.asked(QUEUE)).toHaveLength(1);
  });
});

describe('the token of the queue', () => {
  const renewed = ['Bearer queue-1', 'Bearer queue-2'];

  test('is renewed once when a poll is refused, and the poll is repeated', async () => {
    server.on('GET', QUEUE, { status: 401 }, { body: aMessage() });
    const session = await open();
    expect(await poll(session)).toMatchObject({ id: 3 });
    expect(tokensOf(QUEUE)).toEqual(renewed);
    expect(server.asked(REFRESHES)).toEqual([expect.stringMatching(/^PATCH /)]);
    await poll(session);
    expect(tokensOf(QUEUE)).toEqual([...renewed, 'Bearer queue-2']);
  });

  test('is renewed once when an acknowledgement is refused', async () => {
    server.on('DELETE', /^\/mq\/3$/, { status: 401 }, { status: 204 });
    await (await open()).acknowledge(3);
    expect(tokensOf(/^\/mq\/3$/)).toEqual(renewed);
  });

  test('is renewed once when jobs are refused, and not the token of the service', async () => {
    server.on('POST', /\/acquirejobs$/, { status: 401 }, { body: { count: 1, value: [7] } });
    expect(await (await open()).acquire([7])).toEqual([7]);
    expect(tokensOf(/\/acquirejobs$/)).toEqual(renewed);
    expect(server.asked(/runner-registration$/)).toHaveLength(1);
  });

  test('is renewed once for a poll and an acknowledgement at the same time', async () => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('DELETE', /^\/mq\/3$/, { status: 401 }, { status: 204 });
    const session = await open();
    await Promise.all([poll(session), session.acknowledge(3)]);
    expect(server.asked(REFRESHES)).toHaveLength(1);
  });

  test('is not renewed a second time for one poll, and the next poll renews it again', async () => {
    server.on('GET', QUEUE, { status: 401 });
    const session = await open();
    await expect(poll(session)).rejects.toMatchObject({
      fault: 'transient',
      message: expect.stringContaining('the new token of the session was refused too'),
    });
    expect(tokensOf(QUEUE)).toEqual(renewed);
    await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(server.asked(REFRESHES)).toHaveLength(2);
  });

  test.each([
    ['another address', '/mq2?y=1', '/mq2?y=1'],
    ['no address', '', '/mq?sessionId=a%20b&x=~'],
  ])('comes with %s', async (_what, address, next) => {
    const messageQueueUrl = address === '' ? '' : `${server.url}${address}`;
    server.on('PATCH', ONE_SESSION, { body: aSession({ messageQueueUrl, messageQueueAccessToken: 'queue-2' }) });
    server.on('GET', /^\/mq2$/, { status: 202 });
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    await poll(await open());
    expect(`${lastRequest()?.path}${lastRequest()?.query}`).toBe(next);
  });

  test.each<[string, Step]>([
    ['the scale set', GONE],
    ['the session', anException(404, 'RunnerAdminException', "runner referenced a session ID that doesn't exist in redis")],
    ['anything', { status: 404 }],
  ])('that the service does not know %s any more is an error that says so', async (_what, step) => {
    server.on('GET', QUEUE, { status: 401 });
    server.on('PATCH', ONE_SESSION, step);
    await expect(poll(await open())).rejects.toMatchObject({ fault: 'absent' });
  });

  test.each<[string, Step]>([
    ['an outage', { status: 503 }],
    ['an empty token', { body: { sessionId: ID, messageQueueUrl: 'x', messageQueueAccessToken: '' } }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
  ])('cannot be renewed in %s, which is transient; the next poll tries that again first', async (_what, step) => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('PATCH', ONE_SESSION, step, { body: aSession({ messageQueueAccessToken: 'queue-2' }) });
    const session = await open();
    await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(await poll(session)).toBeUndefined();
    expect(tokensOf(QUEUE)).toEqual(renewed);
  });

  test('is renewed by a new sign-in if the service refuses its own token', async () => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('PATCH', ONE_SESSION, { status: 401 }, { body: aSession({ messageQueueAccessToken: 'queue-2' }) });
    expect(await poll(await open())).toBeUndefined();
    expect(server.asked(/runner-registration$/)).toHaveLength(2);
  });

  test('that cannot be renewed because the credential was revoked is a problem of the sign-in', async () => {
    server.on('GET', QUEUE, { status: 401 });
    server.on('PATCH', ONE_SESSION, { status: 401 });
    await expect(poll(await open())).rejects.toMatchObject({ fault: 'signIn' });
  });
});

describe('messages and jobs', () => {
  test('a message is acknowledged below the path of the queue', async () => {
    server.on('DELETE', /^\/mq\/3$/, { status: 204 });
    await (await open()).acknowledge(3);
    expect(lastRequest()).toMatchObject({ method: 'DELETE', path: '/mq/3', query: '?sessionId=a%20b&x=~' });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer queue-1');
  });

  test('a lost answer to an acknowledgement is transient', async () => {
    server.on('DELETE', /^\/mq\/3$/, 'reset');
    await expect((await open()).acknowledge(3)).rejects.toMatchObject({ fault: 'transient' });
  });

  test('jobs are acquired at the service, with the token of the queue', async () => {
    server.on('POST', /\/acquirejobs$/, { body: { count: 1, value: [7] } });
    expect(await (await open()).acquire([7, 8])).toEqual([7]);
    expect(lastRequest()).toMatchObject({ path: '/service/_apis/runtime/runnerscalesets/9/acquirejobs', body: [7, 8] });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer queue-1');
  });

  test('no jobs are acquired without a call', async () => {
    const session = await open();
    const before = server.seen.length;
    expect(await session.acquire([])).toEqual([]);
    expect(server.seen).toHaveLength(before);
  });
});

describe('closing', () => {
  test('ends the session with the token of the service', async () => {
    await (await open()).close();
    expect(lastRequest()?.method).toBe('DELETE');
    expect(lastRequest()?.headers['authorization']).toBe(`Bearer ${aToken((NOW + HOUR_MS) / 1000)}`);
  });

  test.each<[string, Step]>([
    ['has expired', anException(400, 'RunnerScaleSetSessionExpiredException', `The session identifier ${ID} is not valid.`)],
    ['is unknown', { status: 404 }],
    ['was of a scale set that is gone', GONE],
  ])('is done if the session %s', async (_what, step) => {
    server.on('DELETE', ONE_SESSION, step);
    await expect((await open()).close()).resolves.toBeUndefined();
  });

  test.each<[string, Step]>([
    ['an outage', { status: 500 }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
  ])('is not done in %s', async (_what, step) => {
    server.on('DELETE', ONE_SESSION, step);
    await expect((await open()).close()).rejects.toMatchObject({ fault: 'transient' });
  });
});

/** Resolves when such a request has arrived. */
async function untilAsked(path: RegExp): Promise<void> {
  while (server.asked(path).length === 0) await new Promise((resolve) => setImmediate(resolve));
}
