import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { queueJobs } from '../../../proof/try/queue-jobs';
import { listensAt, relayTo } from '../../../proof/try/relay';

const folder = mkdtempSync(join(tmpdir(), 'try-relay-'));
const socket = join(folder, 'socket');
const servers: Server[] = [];
let devops: FakeDevOps;

beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
});
afterEach(async () => {
  await devops.close();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(server: Server, at: string | number): Promise<void> {
  servers.push(server);
  await once(server.listen(at), 'listening');
}

/** The page as a browser sees it: TCP, then the socket, then the fake. */
async function startPage(): Promise<string> {
  const page = relayTo({ path: socket });
  await start(page, 0);
  return `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
}

test('before the fake is there, a browser is told to wait; then it gets the page', async () => {
  const url = await startPage();
  const early = await fetch(url);
  expect({ status: early.status, refresh: early.headers.get('refresh') }).toEqual({ status: 503, refresh: '2' });
  expect(await early.text()).toContain('The cluster is starting.');
  expect(await listensAt({ path: socket })).toBe(false);

  await start(relayTo({ host: '127.0.0.1', port: Number(new URL(devops.origin).port) }), socket);
  expect(await listensAt({ path: socket })).toBe(true);
  const page = await fetch(url, { headers: { connection: 'close' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<h1>Fake Azure DevOps</h1>');
});

test('jobs are queued through the socket', async () => {
  await start(relayTo({ host: '127.0.0.1', port: Number(new URL(devops.origin).port) }), socket);
  await queueJobs(socket, 3);
  expect(devops.jobs.map(({ record }) => record.jobName)).toEqual(['Job 1', 'Job 2', 'Job 3']);
  await expect(queueJobs(socket, 0)).rejects.toThrow('no job was queued: the fake Azure DevOps answered 400');
});

test('without a fake, queueing fails', async () => {
  await expect(queueJobs(join(folder, 'none'), 1)).rejects.toThrow('ENOENT');
});
