import { connect, type Socket } from 'node:net';
import { type BoundedServer, listen } from '../../../agent/server/bounded-server';
import { eventually } from '../../support/eventually';

let server: BoundedServer;
beforeEach(async () => {
  server = await listen(0, (_, response) => void response.end('ok'));
});
afterEach(() => server.close());

/** With a time limit: fetch waits without end if the server closes a new connection immediately (undici of Node.js 20). */
const ask = async (init: RequestInit = {}) =>
  (await fetch(`http://127.0.0.1:${server.port}/healthz`, { signal: AbortSignal.timeout(1000), ...init })).status;

/** A connection that may end in any way without failing the test. */
function open(): Socket {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  return socket;
}

const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

test('of hundreds of connections it accepts a few, and answers again when they are closed', async () => {
  const flood = Array.from({ length: 300 }, open);
  const left = () => flood.filter((socket) => !socket.closed).length;
  await eventually('most are turned away', () => left() <= 16, 10);
  // They are not closed by the time limit, which would close all of them together.
  expect(left()).toBe(16);
  for (const socket of flood) socket.destroy();
  await eventually('it answers', async () => (await ask().catch(() => 0)) === 200, 10);
});

test('a connection that sends without end, or nothing, is closed after a time limit', async () => {
  const silent = open();
  const endless = open();
  endless.write('GET /healthz HTTP/1.1\r\nhost: a\r\n');
  const dripping = setInterval(() => endless.write('x: y\r\n'), 50);
  await Promise.all([silent, endless].map(closed));
  clearInterval(dripping);
  expect(await ask()).toBe(200);
}, 20_000);

test('each connection is closed after one request, and no body is read', async () => {
  const { headers } = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'x'.repeat(1_000_000) });
  expect(headers.get('connection')).toBe('close');
});

test('invalid requests and endless headers do not disturb it', async () => {
  for (const text of [
    '\0\0\0',
    'CONNECT a:1 HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    'GET / HTTP/1.1\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n',
  ]) {
    const socket = open();
    socket.write(text);
    socket.resume();
    await closed(socket);
  }
  expect(await ask()).toBe(200);
}, 20_000);
