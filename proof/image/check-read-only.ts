import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { FakeDevOps } from '../fake-devops/fake-devops';
import { inTime } from '../lib/in-time';
import { step } from '../lib/step';
import { Container } from './container';
import type { BuiltImage } from './image';
import { PRIVATE_FOLDERS, privateMounts } from './private-volume';

const LIMIT = { withinMs: 60_000 };

/** Places that a process of the image's user may write in the image itself. */
const TRIES = ['/azp/agent/x', '/home/agent/x', '/azp/_work/x', '/azp/handover/x', '/var/tmp/x', '/opt/x'];
const OWN = ['/azp/private/x', '/azp/home/x', '/tmp/x'];

interface Found {
  readonly agents: readonly { readonly name: string; readonly enabled: boolean }[];
  readonly written: string;
  readonly private: string;
  readonly code: number;
}

/** The placeholder's program with a read-only root file system; check-token.ts has the registrar so. */
export async function checkReadOnly(image: BuiltImage, scratch: string): Promise<void> {
  const found = await step('a placeholder on a read-only root file system', () => keep(image, scratch));

  test('a placeholder registers, disabled, although its root file system is read-only', () => {
    assert.deepEqual(found.agents, [{ name: 'linux-placeholder', enabled: false }]);
    assert.equal(found.code, 0);
  });

  test('it can write its volume and nothing else', () => {
    assert.equal(found.written, '');
    assert.deepEqual(found.private.split('\n').filter(Boolean), OWN);
  });
}

async function keep(image: BuiltImage, scratch: string): Promise<Found> {
  const devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.stub.set({ configSeconds: 0, listenSeconds: 0, workerSeconds: 0, finishSeconds: 0 });
  const container = await Container.create(image.buildah, image.name, scratch, {
    args: ['keep'],
    env: {
      ...PRIVATE_FOLDERS,
      AZP_URL: devops.url,
      AZP_POOL: 'linux',
      AZP_AGENT_NAME: 'linux-placeholder',
      AZP_TOKEN: devops.token,
      AZP_HEALTH_PORT: `${await freePort()}`,
    },
    mounts: privateMounts(scratch),
    readOnlyRoot: true,
  });
  const ended = container.run();
  try {
    const agents = () => devops.agentsOf('linux').map(({ name, enabled }) => ({ name, enabled }));
    await devops.eventually('the placeholder to be registered', () => agents().some(({ enabled }) => !enabled), LIMIT);
    const touch = async (paths: readonly string[]) => {
      const script = paths.map((path) => `touch ${path} 2>/dev/null && echo ${path}`).join('\n');
      return (await container.exec('/bin/sh', '-c', script)).stdout;
    };
    const written = await touch(TRIES);
    const own = await touch(OWN);
    await container.kill('SIGTERM');
    const { code } = await inTime('the placeholder to end', ended);
    return { agents: agents(), written, private: own, code };
  } catch (error) {
    await container.kill('SIGKILL');
    const { stdout, stderr } = await ended;
    throw new Error(`${error instanceof Error ? error.message : error}\nplaceholder said:\n${stdout}${stderr}`);
  } finally {
    await devops.close();
  }
}

/** The containers of this test have the network of the host, where 8080 may be taken. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
