import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type HttpRequest, sendHttp } from '../../../providers/http/http';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const aRequest = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  headers: {},
  body: undefined,
  signal: AbortSignal.timeout(10_000),
  ...more,
});

async function textOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('sends method, path, headers and body, and returns the answer', async () => {
  const url = await serve(async (request, response) => {
    response.writeHead(201, { 'x-two': ['a', 'b'], date: 'today' });
    response.end(`${request.method} ${request.url} ${request.headers['x-one']} ${await textOf(request)}`);
  });
  const answer = await sendHttp(`${url}/a%20b?c=d`, aRequest({ method: 'PATCH', headers: { 'x-one': '1' }, body: 'é' }));
  expect(answer).toMatchObject({ status: 201, ok: true });
  expect([answer.headers.get('x-two'), answer.headers.get('date'), answer.headers.get('x-three')]).toEqual(['a, b', 'today', null]);
  expect(await textOf(answer.body)).toBe('PATCH /a%20b?c=d 1 é');
});

test('does not follow a redirect', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
  expect(await sendHttp(url, aRequest())).toMatchObject({ status: 302, ok: false });
});

test('unpacks an answer', async () => {
  const url = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
  });
  expect(await textOf((await sendHttp(url, aRequest())).body)).toBe('x'.repeat(100_000));
});

test.each(['gzip', 'identity'])('an answer (%s) that breaks off is an error', async (encoding) => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'content-length': 1000 });
    response.write(gzipSync('x').subarray(0, 15), () => response.destroy());
  });
  const { body } = await sendHttp(url, aRequest());
  await expect(textOf(body)).rejects.toThrow('aborted');
});

test('a broken archive is an error', async () => {
  const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed'));
  const { body } = await sendHttp(url, aRequest());
  await expect(textOf(body)).rejects.toThrow('incorrect header check');
});

test('a server that cannot be reached is an error that says why', async () => {
  await expect(sendHttp('http://127.0.0.1:1/', aRequest())).rejects.toThrow('connect ECONNREFUSED 127.0.0.1:1');
});

test.each([
  ['before the answer', false],
  ['within the answer', true],
])('a time limit that is reached %s is the error', async (_, begins) => {
  const timeout = new AbortController();
  const url = await serve((request, response) => {
    if (begins) response.writeHead(200).write('begin');
    else timeout.abort(new Error('out of time'));
    request.resume();
  });
  const text = sendHttp(url, aRequest({ signal: timeout.signal })).then(({ body }) => {
    timeout.abort(new Error('out of time'));
    return textOf(body);
  });
  await expect(text).rejects.toThrow('out of time');
});
