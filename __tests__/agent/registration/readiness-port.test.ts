import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { serveReadiness } from '../../../agent/registration/readiness-port';
import { fakeWorld, temporaryFolder } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { aRegistrar } from '../support/registering';

/** Connects, as the kubelet does. */
async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const opened = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return opened;
}

async function listening(port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy()).listen(port);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  await closed(server);
  return port;
}

const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

test('the port is open from the start of the job until the container is asked to stop', async () => {
  const world = fakeWorld();
  const port = await freePort();
  let begun = false;
  const open: boolean[] = [];
  const look = async () => void open.push(await isOpen(port));
  const events = [
    world.clock.at(9000, look),
    world.clock.at(10_000, () => {
      begun = true;
    }),
  ];
  const served = serveReadiness({ port, hasBegun: () => begun }, world.runtime);
  await Promise.all(events);
  while (!world.lines.some((line) => line.includes('the pod is ready'))) await new Promise(setImmediate);
  await look();
  // A job can delete the flag.
  begun = false;
  await look();
  world.stop();
  await served;
  await look();
  expect(open).toEqual([false, true, true, false]);
  expect(world.clock.now()).toBeLessThanOrEqual(11_000);
});

test('without a job it ends when the container is asked to stop', async () => {
  const world = fakeWorld();
  const port = await freePort();
  const stopped = world.clock.at(60_000, () => world.stop());
  await Promise.all([serveReadiness({ port, hasBegun: () => false }, world.runtime), stopped]);
  expect(await isOpen(port)).toBe(false);
});

test('a job that has the port does no harm, and the port is opened when it is free again', async () => {
  const world = fakeWorld();
  const job = await listening();
  const freed = world.clock.at(100_000, () => closed(job.server));
  const served = serveReadiness({ port: job.port, hasBegun: () => true }, world.runtime);
  await freed;
  while (!world.lines.some((line) => line.includes('the pod is ready'))) await new Promise(setImmediate);
  expect(await isOpen(job.port)).toBe(true);
  world.stop();
  await served;
  expect(world.lines.filter((line) => line.includes('EADDRINUSE'))).toHaveLength(4);
});

describe('a registrar', () => {
  let pool: PoolScene;
  beforeEach(async () => {
    pool = await PoolScene.start();
  });
  afterEach(() => pool.stop());

  test.each([
    ['the agent says', true],
    ['only the service says', false],
  ])('opens the port when %s that the job has begun', async (_, byFlag) => {
    const port = await freePort();
    const { world, handover, start } = aRegistrar(pool, { AZP_READINESS_PORT: `${port}`, AZP_STATE: temporaryFolder() });
    const before = world.clock.at(15_000, async () => {
      expect(await isOpen(port)).toBe(false);
      pool.assignJob();
      if (byFlag) await handover.set('job-started');
      else pool.receiveJobs();
    });
    const after = world.clock.at(200_000, async () => {
      expect(await isOpen(port)).toBe(true);
      pool.endJobs();
      world.stop();
    });
    await Promise.all([start(), before, after]);
    expect(await isOpen(port)).toBe(false);
  });
});
