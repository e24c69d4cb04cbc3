import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../../agent/commands/register';
import { Handover } from '../../../agent/handover';
import { fakeWorld } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { someSettings } from '../support/settings';
import { configureIn, writeRegistration } from '../support/stub-config';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

function setUp(more: Record<string, string> = {}) {
  const settings = someSettings(pool.url, { AZP_IDLE_MINUTES: '1', ...more });
  const world = fakeWorld((start) => configureIn(pool, start));
  const handover = new Handover(settings.folders.handover);
  return { settings, world, handover, start: () => register(settings, {}, world.runtime) };
}

test('it hands the agent over, and deregisters it on SIGTERM', async () => {
  const { settings, world, handover, start } = setUp();
  const seen = world.clock.at(10_000, () => {
    expect(handover.has('ready')).toBe(true);
    expect(statSync(join(settings.folders.handover, '.credentials_rsaparams')).mode & 0o777).toBe(0o600);
    expect(pool.agents).toMatchObject([{ name: 'linux-x7k2p', enabled: true }]);
    world.stop();
  });
  expect((await Promise.all([start(), seen]))[0]).toBe(0);
  expect(pool.agents).toEqual([]);
  expect(handover.has('stop')).toBe(false);
});

test('an agent without a job in time is disabled, seen to be idle, stopped and deregistered, once', async () => {
  const { world, handover, start } = setUp();
  const early = world.clock.at(59_000, () => expect(handover.has('stop')).toBe(false));
  const late = world.clock.at(200_000, () => {
    expect(handover.has('stop')).toBe(true);
    expect(pool.agents).toEqual([]);
    world.stop();
  });
  expect((await Promise.all([start(), early, late]))[0]).toBe(0);
  expect(pool.calls().map((call) => call.split(' ')[0])).toEqual(['GET', 'PATCH', 'GET', 'DELETE', 'GET']);
  expect(pool.calls('DELETE')).toHaveLength(1);
});

test('an agent whose job started in time is left alone until SIGTERM', async () => {
  const { world, handover, start } = setUp();
  world.clock.at(30_000, () => handover.set('job-started'));
  const later = world.clock.at(600_000, () => {
    expect(pool.calls()).toHaveLength(1);
    world.stop();
  });
  expect((await Promise.all([start(), later]))[0]).toBe(0);
  expect(pool.agents).toEqual([]);
});

test('a job assigned at the last moment is waited for', async () => {
  const { world, handover, start } = setUp();
  world.clock.at(59_000, () => {
    pool.assignJob();
  });
  world.clock.at(90_000, () => handover.set('job-started'));
  world.clock.at(300_000, () => {
    pool.endJobs();
    world.stop();
  });
  expect(await start()).toBe(0);
  expect(handover.has('stop')).toBe(false);
});

test('an outage is no sign of idleness', async () => {
  const { world, handover, start } = setUp();
  pool.fail('PATCH', { status: 503, body: {} }, 3);
  const early = world.clock.at(74_000, () => expect(handover.has('stop')).toBe(false));
  world.clock.at(120_000, world.stop);
  expect((await Promise.all([start(), early]))[0]).toBe(0);
  expect(handover.has('stop')).toBe(true);
});

test('restarted, it adopts the agent it handed over', async () => {
  const { settings, world, handover, start } = setUp();
  writeRegistration(settings.folders.handover, pool.add('linux-x7k2p'), 44);
  await handover.set('ready');
  pool.fail('GET', '503', 2);
  world.clock.at(60_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.starts).toEqual([]);
  expect(pool.agents).toEqual([]);
});

test('restarted, it is not led to delete another agent by what a job wrote into the handover', async () => {
  const { settings, world, handover, start } = setUp();
  const victim = pool.add('someone-else', false);
  pool.add('linux-x7k2p');
  writeRegistration(settings.folders.handover, victim, 44);
  await handover.set('ready');
  world.clock.at(1000, world.stop);
  expect(await start()).toBe(0);
  expect(pool.names).toEqual(['someone-else']);
});

test('restarted after its agent has gone, it waits for the end and touches nothing', async () => {
  const { world, handover, start } = setUp();
  pool.add('someone-else');
  await handover.set('ready');
  await handover.set('stop');
  world.clock.at(120_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.clock.now()).toBeGreaterThanOrEqual(120_000);
  expect(pool.names).toEqual(['someone-else']);
});

test('when config.sh fails after it registered the agent, none is left behind', async () => {
  const settings = someSettings(pool.url);
  const world = fakeWorld((start) => {
    pool.add('linux-x7k2p');
    start.onLine('Access denied.');
    start.process.exit(1);
  });
  await expect(register(settings, {}, world.runtime)).rejects.toThrow('config.sh ended with 1');
  expect(pool.agents).toEqual([]);
  expect(existsSync(join(settings.folders.handover, 'ready'))).toBe(false);
});

test('an agent that cannot be handed over is not left behind', async () => {
  const { settings, start } = setUp();
  rmSync(settings.folders.handover, { recursive: true });
  await expect(start()).rejects.toThrow('ENOENT');
  expect(pool.agents).toEqual([]);
});
