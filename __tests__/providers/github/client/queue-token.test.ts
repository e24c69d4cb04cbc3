import { anException, type ScriptedServer, type Step } from './scripted-server';
import { aMessage, aSession, ONE_SESSION, openOn, poll, QUEUE, SESSION_ID, SET_GONE, startServer } from './session-scene';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const lastRequest = () => server.seen.at(-1);
/** With what such requests were signed in. */
const tokensOf = (path: RegExp) => server.seen.filter((request) => path.test(request.path)).map(({ headers }) => headers['authorization']);

describe('the token of the queue', () => {
  const renewed = ['Bearer queue-1', 'Bearer queue-2'];

  test('is renewed once when a poll is refused, and the poll is repeated', async () => {
    server.on('GET', QUEUE, { status: 401 }, { body: aMessage() });
    const session = await openOn(server);
    expect(await poll(session)).toMatchObject({ id: 3 });
    expect(tokensOf(QUEUE)).toEqual(renewed);
    expect(server.asked(ONE_SESSION)).toEqual([expect.stringMatching(/^PATCH /)]);
    await poll(session);
    expect(tokensOf(QUEUE)).toEqual([...renewed, 'Bearer queue-2']);
  });

  test('is renewed once when an acknowledgement is refused', async () => {
    server.on('DELETE', /^\/mq\/3$/, { status: 401 }, { status: 204 });
    await (await openOn(server)).acknowledge(3);
    expect(tokensOf(/^\/mq\/3$/)).toEqual(renewed);
  });

  test('is renewed once when jobs are refused, and not the token of the service', async () => {
    server.on('POST', /\/acquirejobs$/, { status: 401 }, { body: { count: 1, value: [7] } });
    expect(await (await openOn(server)).acquire([7])).toEqual([7]);
    expect(tokensOf(/\/acquirejobs$/)).toEqual(renewed);
    expect(server.asked(/runner-registration$/)).toHaveLength(1);
  });

  test('is renewed once for a poll and an acknowledgement at the same time', async () => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('DELETE', /^\/mq\/3$/, { status: 401 }, { status: 204 });
    const session = await openOn(server);
    await Promise.all([poll(session), session.acknowledge(3)]);
    expect(server.asked(ONE_SESSION)).toHaveLength(1);
  });

  test('is not renewed a second time for one poll, and the next poll renews it again', async () => {
    server.on('GET', QUEUE, { status: 401 });
    const session = await openOn(server);
    await expect(poll(session)).rejects.toMatchObject({
      fault: 'transient',
      message: expect.stringContaining('the new token of the session was refused too'),
    });
    expect(tokensOf(QUEUE)).toEqual(renewed);
    await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(server.asked(ONE_SESSION)).toHaveLength(2);
  });

  test.each([
    ['another address', '/mq2?y=1', '/mq2?y=1'],
    ['no address', '', '/mq?sessionId=a%20b&x=~'],
  ])('comes with %s', async (_what, address, next) => {
    const messageQueueUrl = address === '' ? '' : `${server.url}${address}`;
    server.on('PATCH', ONE_SESSION, { body: aSession(server, { messageQueueUrl, messageQueueAccessToken: 'queue-2' }) });
    server.on('GET', /^\/mq2$/, { status: 202 });
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    await poll(await openOn(server));
    expect(`${lastRequest()?.path}${lastRequest()?.query}`).toBe(next);
  });

  test.each<[string, Step]>([
    ['the scale set', SET_GONE],
    ['the session', anException(404, 'RunnerAdminException', "runner referenced a session ID that doesn't exist in redis")],
    ['anything', { status: 404 }],
  ])('that the service does not know %s any more is an error that says so', async (_what, step) => {
    server.on('GET', QUEUE, { status: 401 });
    server.on('PATCH', ONE_SESSION, step);
    await expect(poll(await openOn(server))).rejects.toMatchObject({ fault: 'absent' });
  });

  test.each<[string, Step]>([
    ['an outage', { status: 503 }],
    ['an empty token', { body: { sessionId: SESSION_ID, messageQueueUrl: 'x', messageQueueAccessToken: '' } }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
  ])('cannot be renewed in %s, which is transient; the next poll tries that again first', async (_what, step) => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('PATCH', ONE_SESSION, step, { body: aSession(server, { messageQueueAccessToken: 'queue-2' }) });
    const session = await openOn(server);
    await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(await poll(session)).toBeUndefined();
    expect(tokensOf(QUEUE)).toEqual(renewed);
  });

  test('is renewed by a new sign-in if the service refuses its own token', async () => {
    server.on('GET', QUEUE, { status: 401 }, { status: 202 });
    server.on('PATCH', ONE_SESSION, { status: 401 }, { body: aSession(server, { messageQueueAccessToken: 'queue-2' }) });
    expect(await poll(await openOn(server))).toBeUndefined();
    expect(server.asked(/runner-registration$/)).toHaveLength(2);
  });

  test('that cannot be renewed because the credential was revoked is a problem of the sign-in', async () => {
    server.on('GET', QUEUE, { status: 401 });
    server.on('PATCH', ONE_SESSION, { status: 401 });
    await expect(poll(await openOn(server))).rejects.toMatchObject({ fault: 'signIn' });
  });
});
