import { allInOne } from '../../../agent/commands/all-in-one';
import { readAllInOneSettings } from '../../../agent/settings/register-settings';
import { fakeWorld } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { anEnvironment } from '../support/settings';
import { configureIn } from '../support/stub-config';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

/** config.sh registers immediately; the listener runs until the test ends it. */
function setUp(more: Record<string, string> = {}) {
  const world = fakeWorld((start) => {
    if (start.file.endsWith('config.sh')) configureIn(pool, start);
  });
  return {
    world,
    listener: () => world.starts[1]?.process,
    start: () => allInOne(readAllInOneSettings(anEnvironment(pool.url, more)), {}, world.runtime),
  };
}

test.each([
  [0, 0],
  [1, 1],
])('after exit code %i of the listener the agent is deregistered, and the exit code is %i', async (listenerCode, code) => {
  const { world, listener, start } = setUp();
  world.clock.at(2000, () => world.running.add('Agent.Worker'));
  const during = world.clock.at(5000, () => {
    expect(pool.agents).toHaveLength(1);
    listener()?.exit(listenerCode);
  });
  expect((await Promise.all([start(), during]))[0]).toBe(code);
  expect(pool.agents).toEqual([]);
});

test('SIGTERM waits for a job that is assigned and has not begun', async () => {
  const { world, listener, start } = setUp();
  world.clock.at(2000, () => {
    pool.assignJob();
    world.stop();
  });
  world.clock.at(6000, () => world.running.add('Agent.Worker'));
  world.clock.at(60_000, () => {
    pool.endJobs();
    listener()?.exit(0);
  });
  expect(await start()).toBe(0);
  expect(listener()?.signals).toEqual([]);
  expect(pool.agents).toEqual([]);
});

test('SIGTERM when idle disables, stops and deregisters the agent', async () => {
  const { world, listener, start } = setUp();
  world.clock.at(2000, world.stop);
  expect(await start()).toBe(0);
  expect(listener()?.signals).toEqual(['SIGINT process']);
  expect(pool.calls().map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'PATCH', 'GET', 'GET', 'DELETE', 'GET']);
  expect(pool.agents).toEqual([]);
});

test('an agent that cannot be deregistered is a failure', async () => {
  const { world, listener, start } = setUp();
  pool.fail('DELETE', { status: 503, body: {} }, 100);
  world.clock.at(2000, () => listener()?.exit(0));
  expect(await start()).toBe(1);
});

test('it waits for a job without limit, or for AZP_IDLE_MINUTES', async () => {
  const patient = setUp();
  const still = patient.world.clock.at(2 * 3_600_000, () => {
    expect(patient.listener()?.signals).toEqual([]);
    patient.world.stop();
  });
  expect((await Promise.all([patient.start(), still]))[0]).toBe(0);

  const limited = setUp({ AZP_IDLE_MINUTES: '3' });
  expect(await limited.start()).toBe(0);
  expect(limited.listener()?.signals).toEqual(['SIGINT process']);
  expect(limited.world.clock.now()).toBeGreaterThanOrEqual(180_000);
  expect(pool.agents).toEqual([]);
});

test('an agent of the same name is deleted before config.sh runs, even a disabled one, so that the new one is enabled', async () => {
  const { world, listener, start } = setUp();
  const left = pool.add('linux-x7k2p', false);
  const during = world.clock.at(2000, () => {
    expect(pool.agents).toEqual([expect.objectContaining({ name: 'linux-x7k2p', enabled: true })]);
    expect(pool.agents[0]?.id).not.toBe(left);
    listener()?.exit(0);
  });
  await Promise.all([start(), during]);
  expect(pool.agents).toEqual([]);
});

test('it waits for an agent of the same name that still runs a job, and never replaces it', async () => {
  const { world, start } = setUp({ AZP_CONFIG_SECONDS: '60' });
  const left = pool.add('linux-x7k2p');
  pool.assignJob();
  await expect(start()).rejects.toThrow(
    'agent "linux-x7k2p" still runs a job in agent pool "linux": an earlier start has left it, or another container has the same AZP_AGENT_NAME',
  );
  expect(world.starts).toEqual([]);
  expect(pool.agents.map(({ id }) => id)).toEqual([left]);
  expect(world.clock.now()).toBeGreaterThan(30_000);
});

test('SIGTERM while registering: no listener is started, and the agent is deleted', async () => {
  const world = fakeWorld((start) => {
    configureIn(pool, start);
    world.stop();
  });
  const settings = readAllInOneSettings(anEnvironment(pool.url));
  await expect(allInOne(settings, {}, world.runtime)).rejects.toBeDefined();
  expect(world.starts.map(({ file }) => file.replace(/.*\//, ''))).toEqual(['config.sh']);
  expect(pool.agents).toEqual([]);
});

test('if the agent cannot be deleted, the remedy names no placeholder, because there is none', async () => {
  const { world, listener, start } = setUp();
  pool.fail('DELETE', { status: 503, body: {} }, 100);
  world.clock.at(2000, () => listener()?.exit(0));
  await start();
  expect(world.lines.join('')).toContain('not deregistered');
  expect(world.lines.join('')).not.toMatch(/placeholder|reaper|KEDA/);
});
