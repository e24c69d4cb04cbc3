import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendRequest } from '../../../../providers/azure-devops/client/request';
import type { Call } from '../../../../providers/contract/call';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Sends one request to a server that answers with `listener`, and returns what was reported about it. */
async function callsFor(listener: RequestListener): Promise<Call[]> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const calls: Call[] = [];
  const connection = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: async () => ({ value: 't', scheme: 'basic' as const }),
    timeoutMs: 5000,
    onCall: (call: Call) => void calls.push(call),
  };
  await sendRequest(connection, { method: 'GET', path: 'pools' }).catch(() => {});
  return calls;
}

test('an answer is reported with its status and what is left of the budget', async () => {
  const listener: RequestListener = (_, response) => void response.writeHead(429, { 'x-ratelimit-remaining': '12.5' }).end('{}');
  expect(await callsFor(listener)).toEqual([{ method: 'GET', status: 429, budgetLeft: 12.5 }]);
});

test('a success that asks to wait is reported with the wait', async () => {
  const listener: RequestListener = (_, response) => void response.writeHead(200, { 'retry-after': '30' }).end('{}');
  expect(await callsFor(listener)).toEqual([{ method: 'GET', status: 200, retryAfterMs: 30_000 }]);
});

test('a request without an answer is reported with status 0', async () => {
  expect(await callsFor((request) => void request.socket.destroy())).toEqual([{ method: 'GET', status: 0 }]);
});

test('an answer that breaks off is reported once, not twice', async () => {
  const listener: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"val', () => response.destroy());
  };
  expect(await callsFor(listener)).toEqual([{ method: 'GET', status: 200, budgetLeft: undefined }]);
});

test('a very long message of the server is quoted only in part', async () => {
  const message = 'x'.repeat(1_000_000);
  server = createServer((_, response) => void response.writeHead(500).end(JSON.stringify({ message })));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = async () => ({ value: 't', scheme: 'basic' as const });
  const error = await sendRequest({ url, token, timeoutMs: 5000 }, { method: 'GET', path: 'pools' }).catch((thrown: Error) => thrown);
  expect((error as Error).message.length).toBeLessThan(3000);
});
