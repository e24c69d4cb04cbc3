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

const WAIT = { withinMs: 60_000 };

/** Files that a process could create if the root file system were not read-only. */
const READ_ONLY_FILES = ['/azp/agent/x', '/home/agent/x', '/azp/_work/x', '/azp/handover/x', '/var/tmp/x', '/opt/x'];
/** Files in the placeholder's volume. */
const WRITABLE_FILES = ['/azp/private/x', '/azp/home/x', '/tmp/x'];

interface Observations {
  readonly agents: readonly { readonly name: string; readonly enabled: boolean }[];
  /** Those of READ_ONLY_FILES that could be created, one line each. */
  readonly writtenToRoot: string;
  /** Those of WRITABLE_FILES that could be created, one line each. */
  readonly writtenToVolume: string;
  readonly code: number;
}

/** Tests the placeholder with a read-only root file system. check-token.ts does the same for the registrar. */
export async function checkReadOnly(image: BuiltImage, scratch: string): Promise<void> {
  const observed = await step('a placeholder on a read-only root file system', () => runPlaceholder(image, scratch));

  test('a placeholder registers a disabled agent although its root file system is read-only', () => {
    assert.deepEqual(observed.agents, [{ name: 'linux-placeholder', enabled: false }]);
    assert.equal(observed.code, 0);
  });

  test('it can write to its volume and to nothing else', () => {
    assert.equal(observed.writtenToRoot, '');
    assert.deepEqual(observed.writtenToVolume.split('\n').filter(Boolean), WRITABLE_FILES);
  });
}

async function runPlaceholder(image: BuiltImage, scratch: string): Promise<Observations> {
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
    await devops.eventually('the placeholder to be registered', () => agents().some(({ enabled }) => !enabled), WAIT);
    const touch = async (paths: readonly string[]) => {
      const script = paths.map((path) => `touch ${path} 2>/dev/null && echo ${path}`).join('\n');
      return (await container.exec('/bin/sh', '-c', script)).stdout;
    };
    const writtenToRoot = await touch(READ_ONLY_FILES);
    const writtenToVolume = await touch(WRITABLE_FILES);
    await container.kill('SIGTERM');
    const { code } = await inTime('the placeholder has ended', ended);
    return { agents: agents(), writtenToRoot, writtenToVolume, code };
  } catch (error) {
    await container.kill('SIGKILL');
    const { stdout, stderr } = await ended;
    throw new Error(`${error instanceof Error ? error.message : error}\noutput of the placeholder:\n${stdout}${stderr}`);
  } finally {
    await devops.close();
  }
}

/** Returns a free port. The containers of this test use the network of the host, where 8080 may be in use. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
