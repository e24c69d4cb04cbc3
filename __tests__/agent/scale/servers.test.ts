import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { serveAgents, serveNumbers } from '../../../agent/scale/servers';
import type { BoundedServer } from '../../../agent/server/bounded-server';
import { eventually } from '../../support/eventually';
import { entry, ScalerScene, waiting } from '../support/scaler-scene';

let scene: ScalerScene;
let numbers: BoundedServer;
let agents: BoundedServer;
let answered: number[];
beforeEach(async () => {
  scene = new ScalerScene([entry('linux'), entry('big')]);
  answered = [];
  numbers = await serveNumbers(0, scene.scaler, ({ answer }) => void answered.push(answer));
  agents = await serveAgents(0, scene.scaler);
});
afterEach(() => Promise.all([numbers.close(), agents.close()]));

const ask = async (server: BoundedServer, path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { signal: AbortSignal.timeout(10_000), ...init });
  return [response.status, await response.text()];
};

/** Sends text, and resolves with everything that comes back until the connection is closed. */
const send = (server: BoundedServer, text: string) =>
  new Promise<string>((resolve) => {
    let back = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk) => (back += chunk));
    socket.on('error', () => {}).on('close', () => resolve(back));
  });

/** The status of an answer to a client with this address. */
const askFrom = (localAddress: string, { port }: BoundedServer, path = '/agents/other') =>
  new Promise((resolve, reject) => {
    const onAnswer = (response: IncomingMessage) => resolve(response.resume().statusCode);
    get({ host: '127.0.0.1', port, path, localAddress, agent: false }, onAnswer).on('error', reject);
  });

test('KEDA gets the number of an entry, 503 without a usable reading, and 404 for any other entry', async () => {
  expect(await ask(numbers, '/entries/linux')).toEqual([503, '{"error":"the last reading is too old"}']);
  scene.setQueue('linux', [waiting(1, 'linux'), waiting(2, 'linux')]);
  await scene.round();
  expect(await ask(numbers, '/entries/linux')).toEqual([200, '{"value":2}']);
  expect(await ask(numbers, '/entries/big')).toEqual([200, '{"value":0}']);
  expect(answered).toEqual([2, 0]);
  for (const path of [
    '/',
    '/entries/',
    '/entries/other',
    '/entries/linux?a=b',
    '/entries/%6cinux',
    '/entries/linux/',
    '/entries/Linux',
    '/agents/linux',
  ])
    expect((await ask(numbers, path))[0]).toBe(404);
  expect((await ask(numbers, '/entries/linux', { method: 'POST', body: 'x' }))[0]).toBe(404);
  expect(await ask(numbers, '/entries/linux', { method: 'HEAD' })).toEqual([404, '']);
});

test('an agent gets true or false, 503 while that is not known, and 404 if nobody knows it', async () => {
  const [one, two] = [scene.addAgent('linux', 'linux-a'), scene.addAgent('linux', 'linux-b')];
  expect(await ask(agents, `/agents/${one}`)).toEqual([503, '{"error":"the last reading is too old"}']);
  scene.setQueue('linux', [waiting(1, 'linux')]);
  await scene.round();
  expect(await ask(agents, `/agents/${two}`)).toEqual([200, '{"stay":true}']);
  expect(await ask(agents, `/agents/${one}`)).toEqual([200, '{"stay":false}']);
  for (const path of ['/', '/agents/', '/agents/other', `/agents/${one}?a=b`, '/entries/linux', '/metrics'])
    expect((await ask(agents, path))[0]).toBe(404);
});

test('the job of one agent cannot ask in the name of another', async () => {
  const [one, two] = [scene.addAgent('linux', 'linux-a', { ip: '127.0.0.2' }), scene.addAgent('linux', 'linux-b', { ip: '127.0.0.3' })];
  await scene.round();
  expect(await askFrom('127.0.0.2', agents, `/agents/${two}`)).toBe(403);
  expect(scene.tracker.facts('linux', scene.now).every(({ onItsWay }) => onItsWay)).toBe(true);
  expect(await askFrom('127.0.0.3', agents, `/agents/${two}`)).toBe(200);
  // A cluster may hide the addresses of pods behind those of nodes.
  expect(await askFrom('127.0.0.4', agents, `/agents/${one}`)).toBe(200);
  // The address of a pod that has ended belongs to nobody.
  scene.remove('linux-a');
  await scene.round();
  expect(await askFrom('127.0.0.2', agents, `/agents/${two}`)).toBe(200);
});

test('a connection gets one answer, however many requests it sends', async () => {
  await scene.round();
  const requests = 'GET /entries/linux HTTP/1.1\r\nhost: a\r\nconnection: keep-alive\r\n\r\n'.repeat(200);
  const back = await send(numbers, requests);
  expect(back.match(/HTTP\/1.1 200/g)).toHaveLength(1);
  expect(back).toContain('Connection: close');
  expect(answered).toEqual([0]);
});

test('a fault in an answer is an error 500, and does not end the program', async () => {
  await scene.round();
  jest.spyOn(scene.scaler, 'answer').mockImplementationOnce(() => {
    throw new Error('broken');
  });
  expect((await ask(numbers, '/entries/linux'))[0]).toBe(500);
  expect((await ask(numbers, '/entries/linux'))[0]).toBe(200);
});

test('connections that say nothing, or do not read, or are gone, do not keep KEDA from its number', async () => {
  await scene.round();
  const open = (server: BoundedServer) => connect(server.port, '127.0.0.1').on('error', () => {});
  const silent = Array.from({ length: 100 }, () => open(numbers));
  const flood = Array.from({ length: 300 }, () => open(agents));
  for (const socket of silent.slice(0, 50)) socket.write('GET /entries/linux HTTP/1.1\r\nhost: a\r\n\r\n', () => socket.resetAndDestroy());
  for (const socket of silent.slice(50, 75)) socket.pause().write('GET /entries/linux HTTP/1.1\r\nhost: a\r\n\r\n');
  await eventually('it answers', async () => (await ask(numbers, '/entries/linux').catch(() => []))[0] === 200);
  await eventually('most are turned away', () => flood.filter((socket) => socket.closed).length > 200);
  // One address has two places at most.
  expect(await askFrom('127.0.0.2', agents)).toBe(404);
  for (const socket of [...silent, ...flood]) socket.destroy();
});
