import { GitHub } from '../../../../providers/github/client/client';
import { anException, aToken, HOUR_MS, NOW, type ScriptedServer, type Step } from './scripted-server';
import { aMessage, aSession, ONE_SESSION, openOn, poll, QUEUE, SESSION_ID, SESSIONS, SET_GONE, startServer } from './session-scene';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const github = () => new GitHub(server.connection());
const lastRequest = () => server.seen.at(-1);

describe('opening', () => {
  test('a session has the numbers of now', async () => {
    expect(await github().openSession(9, 'scaler-a')).toMatchObject({ statistics: { assigned: 2, running: 1, idle: 0 } });
    expect(lastRequest()?.body).toEqual({ sessionId: '00000000-0000-0000-0000-000000000000', ownerName: 'scaler-a' });
  });

  test('another session is a conflict, not an error', async () => {
    server.on('POST', SESSIONS, anException(409, 'RunnerScaleSetSessionConflictException', 'already has an active session'));
    expect(await github().openSession(9, 'scaler-a')).toBe('conflict');
  });

  test('a scale set that is gone is an error that says so', async () => {
    server.on('POST', SESSIONS, SET_GONE);
    await expect(github().openSession(9, 'scaler-a')).rejects.toMatchObject({ fault: 'absent' });
  });

  test.each([
    ['an empty address', { messageQueueUrl: '' }],
    ['no address', { messageQueueUrl: null }],
    ['no token', { messageQueueAccessToken: '' }],
    ['no numbers', { statistics: null }],
  ])('a session with %s counts as not opened, and is closed, because it would refuse the next one', async (_what, more) => {
    server.on('POST', SESSIONS, { body: aSession(server, more) });
    await expect(github().openSession(9, 'scaler-a')).rejects.toMatchObject({
      fault: 'transient',
      message: expect.stringContaining('the session lacks its message queue, its token or its statistics'),
    });
    expect(server.asked(ONE_SESSION)).toEqual([expect.stringMatching(/^DELETE /)]);
  });

  test('the error is the same if closing it fails', async () => {
    server.on('POST', SESSIONS, { body: aSession(server, { messageQueueUrl: '' }) });
    server.on('DELETE', ONE_SESSION, 'reset');
    await expect(github().openSession(9, 'scaler-a')).rejects.toThrow('the session lacks');
  });

  test.each<[string, Step]>([
    ['an outage', { status: 503 }],
    ['an empty answer', {}],
    ['a page', { body: '<html>' }],
  ])('%s is transient', async (_what, step) => {
    server.on('POST', SESSIONS, step);
    await expect(github().openSession(9, 'scaler-a')).rejects.toMatchObject({ fault: 'transient' });
  });
});

describe('polling', () => {
  test('the address of the queue is used as it is', async () => {
    server.on('GET', QUEUE, { body: aMessage() });
    expect(await poll(await openOn(server))).toMatchObject({ id: 3, statistics: { assigned: 2 } });
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
    const session = await openOn(server);
    await poll(session, { lastMessageId: 3 });
    expect(lastRequest()?.query).toBe('?sessionId=a%20b&x=~&lastMessageId=3');
    server.on('POST', SESSIONS, { body: aSession(server, { messageQueueUrl: `${server.url}/mq` }) });
    await poll(await openOn(server), { lastMessageId: 3 });
    expect(lastRequest()?.query).toBe('?lastMessageId=3');
  });

  test('no message is undefined', async () => {
    server.on('GET', QUEUE, { status: 202 });
    expect(await poll(await openOn(server))).toBeUndefined();
  });

  test('the numbers may be missing', async () => {
    server.on('GET', QUEUE, { body: aMessage({ statistics: null }) });
    expect(await poll(await openOn(server))).toEqual({ id: 3, events: [], statistics: undefined });
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
    const failure = await poll(await openOn(server)).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      fault: 'transient',
      message: expect.stringMatching(/^GET message of scale set 9: no (usable )?answer/),
    });
    expect((failure as Error).message).not.toMatch(/sessionId|queue-1/);
  });

  test('a wait that the service asks for is passed on', async () => {
    server.on('GET', QUEUE, { status: 429, headers: { 'retry-after': '7' } });
    await expect(poll(await openOn(server))).rejects.toMatchObject({ retryAfterMs: 7000 });
  });

  test.each<[string, Step]>([
    ['the scale set', SET_GONE],
    ['the session', anException(400, 'RunnerScaleSetSessionExpiredException')],
    ['anything', { status: 404 }],
  ])('that the service does not know %s any more is an error that says so', async (_what, step) => {
    server.on('GET', QUEUE, step);
    await expect(poll(await openOn(server))).rejects.toMatchObject({ fault: 'absent' });
  });

  test('a signal ends the wait and the request', async () => {
    server.on('GET', QUEUE, 'hang');
    const session = await openOn(server);
    const stop = new AbortController();
    const waiting = poll(session, { signal: stop.signal });
    await untilAsked(QUEUE);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(await poll(session, { signal: stop.signal })).toBeUndefined();
    expect(server.asked(QUEUE)).toHaveLength(1);
  });
});

describe('messages and jobs', () => {
  test('a message is acknowledged below the path of the queue', async () => {
    server.on('DELETE', /^\/mq\/3$/, { status: 204 });
    await (await openOn(server)).acknowledge(3);
    expect(lastRequest()).toMatchObject({ method: 'DELETE', path: '/mq/3', query: '?sessionId=a%20b&x=~' });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer queue-1');
  });

  test('a lost answer to an acknowledgement is transient', async () => {
    server.on('DELETE', /^\/mq\/3$/, 'reset');
    await expect((await openOn(server)).acknowledge(3)).rejects.toMatchObject({ fault: 'transient' });
  });

  test('jobs are acquired at the service, with the token of the queue', async () => {
    server.on('POST', /\/acquirejobs$/, { body: { count: 1, value: [7] } });
    expect(await (await openOn(server)).acquire([7, 8])).toEqual([7]);
    expect(lastRequest()).toMatchObject({ path: '/service/_apis/runtime/runnerscalesets/9/acquirejobs', body: [7, 8] });
    expect(lastRequest()?.headers['authorization']).toBe('Bearer queue-1');
  });

  test('no jobs are acquired without a call', async () => {
    const session = await openOn(server);
    const before = server.seen.length;
    expect(await session.acquire([])).toEqual([]);
    expect(server.seen).toHaveLength(before);
  });
});

describe('closing', () => {
  test('ends the session with the token of the service', async () => {
    await (await openOn(server)).close();
    expect(lastRequest()?.method).toBe('DELETE');
    expect(lastRequest()?.headers['authorization']).toBe(`Bearer ${aToken((NOW + HOUR_MS) / 1000)}`);
  });

  test.each<[string, Step]>([
    ['has expired', anException(400, 'RunnerScaleSetSessionExpiredException', `The session identifier ${SESSION_ID} is not valid.`)],
    ['is unknown', { status: 404 }],
    ['was of a scale set that is gone', SET_GONE],
  ])('is done if the session %s', async (_what, step) => {
    server.on('DELETE', ONE_SESSION, step);
    await expect((await openOn(server)).close()).resolves.toBeUndefined();
  });

  test.each<[string, Step]>([
    ['an outage', { status: 500 }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
  ])('is not done in %s', async (_what, step) => {
    server.on('DELETE', ONE_SESSION, step);
    await expect((await openOn(server)).close()).rejects.toMatchObject({ fault: 'transient' });
  });
});

/** Resolves when such a request has arrived. */
async function untilAsked(path: RegExp): Promise<void> {
  while (server.asked(path).length === 0) await new Promise((resolve) => setImmediate(resolve));
}
