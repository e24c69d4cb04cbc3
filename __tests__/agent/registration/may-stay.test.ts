import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayStay } from '../../../agent/registration/may-stay';
import { fakeWorld } from '../support/fakes';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A scaler that answers one request after the other. After the last answer, it gives that again. */
async function aScaler(...answers: readonly RequestListener[]) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(paths.length, answers.length - 1)];
    paths.push(`${request.method} ${request.url}`);
    answer?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { paths, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const says =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const resets: RequestListener = (request) => void request.socket.resetAndDestroy();

const STAY = says(200, '{"stay": true}');

async function ask(scalerUrl: string, agentName = 'linux-x7k2p') {
  const world = fakeWorld();
  const stay = await mayStay({ scalerUrl, agentName, noun: 'agent' }, world.runtime);
  return { stay, took: world.clock.now(), log: world.lines.join('\n') };
}

test('the scaler is asked by the name of the agent, and answers that it may stay or not', async () => {
  const scaler = await aScaler(STAY, says(200, '{"stay":false}'));
  expect(await ask(scaler.url, 'linux-x7k2p')).toEqual({ stay: true, took: 0, log: '' });
  expect(await ask(scaler.url, 'a/../b')).toMatchObject({ stay: false, log: expect.stringContaining('does not need this agent') });
  expect(scaler.paths).toEqual(['GET /agents/linux-x7k2p', 'GET /agents/a%2F..%2Fb']);
});

test.each([
  ['404', says(404, '{"stay": true}')],
  ['a redirect', says(302, '', { location: '/agents/other' })],
  ['another success', says(201, '{"stay": true}')],
  ['no JSON', says(200, 'true')],
  ['another shape', says(200, '{"stay": "true"}')],
  ['something more', says(200, '{"stay": true, "until": "tomorrow"}')],
  ['a long answer', says(200, `{"stay": true${' '.repeat(2000)}}`)],
])('after %s the agent leaves, without asking again', async (_what, answer) => {
  const scaler = await aScaler(answer, STAY);
  expect(await ask(scaler.url)).toMatchObject({ stay: false, took: 0, log: expect.stringContaining('so it leaves') });
  expect(scaler.paths).toHaveLength(1);
});

test.each([
  ['resets the connection', resets],
  ['has no snapshot', says(503)],
])('a replica that %s does not end the agent, because another one may answer', async (_what, failure) => {
  const scaler = await aScaler(failure, failure, STAY);
  expect(await ask(scaler.url)).toMatchObject({ stay: true, log: '' });
  expect(scaler.paths).toHaveLength(3);
});

test('without any answer the agent leaves, after 20 seconds at the latest', async () => {
  const scaler = await aScaler(resets);
  const { stay, took, log } = await ask(scaler.url);
  expect(stay).toBe(false);
  expect(took).toBeGreaterThan(5000);
  expect(took).toBeLessThanOrEqual(20_000);
  expect(log).toContain(`no answer from ${scaler.url}/agents/linux-x7k2p`);
});

test('at SIGTERM it asks no more', async () => {
  const world = fakeWorld();
  const scaler = await aScaler((_request, response) => {
    world.stop();
    response.writeHead(503).end();
  }, STAY);
  expect(await mayStay({ scalerUrl: scaler.url, agentName: 'linux-x7k2p', noun: 'agent' }, world.runtime)).toBe(false);
  expect([scaler.paths.length, world.lines]).toEqual([1, []]);
});
