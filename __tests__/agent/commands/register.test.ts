import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../../agent/commands/register';
import { fakeWorld, temporaryFolder } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { aRegistrar } from '../support/registering';
import { someSettings } from '../support/settings';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const setUp = (more?: Readonly<Record<string, string>>) => aRegistrar(pool, more);

test('it hands over the agent, and deregisters it on SIGTERM', async () => {
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

test('an agent that gets no job in time is disabled, found idle, stopped and deregistered once', async () => {
  const { world, handover, start } = setUp();
  const beforeIdleLimit = world.clock.at(59_000, () => expect(handover.has('stop')).toBe(false));
  const afterIdleLimit = world.clock.at(200_000, () => {
    expect(handover.has('stop')).toBe(true);
    expect(pool.agents).toEqual([]);
    world.stop();
  });
  expect((await Promise.all([start(), beforeIdleLimit, afterIdleLimit]))[0]).toBe(0);
  expect(pool.calls().map((call) => call.split(' ')[0])).toEqual([
    ...['GET', 'GET', 'GET'],
    ...['PATCH', 'GET'],
    ...['GET', 'DELETE', 'GET'],
  ]);
});

test('an agent whose job has begun is disabled with one call and polled once a minute, and the registrar runs until SIGTERM', async () => {
  const { world, handover, start } = setUp();
  world.clock.at(15_000, () => {
    pool.assignJob();
    return handover.set('job-taken');
  });
  const later = world.clock.at(600_000, () => {
    expect(pool.calls('PATCH')).toHaveLength(1);
    // One of these calls was made before it was registered.
    expect(pool.calls('GET')).toHaveLength(1 + 9);
    expect(pool.agents).toMatchObject([{ enabled: false }]);
    expect(handover.has('stop')).toBe(false);
    pool.endJobs();
    world.stop();
  });
  expect((await Promise.all([start(), later]))[0]).toBe(0);
  expect(pool.agents).toEqual([]);
});

const isToBeEvicted = (folder: string) => existsSync(join(folder, 'too-much')) && statSync(join(folder, 'too-much')).size > 1024 * 1024;

test('if the container does not end after its job, its agent is deleted and the pod evicted within three minutes', async () => {
  const evict = temporaryFolder();
  const { world, handover, start } = setUp({ AZP_EVICT: evict });
  world.clock.at(10_000, () => {
    pool.assignJob();
    return handover.set('job-taken');
  });
  const during = world.clock.at(300_000, async () => {
    expect(isToBeEvicted(evict)).toBe(false);
    pool.endJobs();
  });
  const after = world.clock.at(480_000, async () => {
    expect([isToBeEvicted(evict), pool.agents, handover.has('stop')]).toEqual([true, [], true]);
    world.stop();
  });
  expect((await Promise.all([start(), during, after]))[0]).toBe(0);
});

test('the same happens if the container does not end after its idle agent may stop', async () => {
  const evict = temporaryFolder();
  const { world, start } = setUp({ AZP_EVICT: evict });
  const after = world.clock.at(160_000, async () => {
    expect(isToBeEvicted(evict)).toBe(true);
    world.stop();
  });
  expect((await Promise.all([start(), after]))[0]).toBe(0);
});

test('a pod whose containers end normally is not evicted', async () => {
  const evict = temporaryFolder();
  const { world, handover, start } = setUp({ AZP_EVICT: evict });
  world.clock.at(10_000, () => {
    pool.assignJob();
    return handover.set('job-taken');
  });
  world.clock.at(300_000, () => pool.endJobs());
  world.clock.at(380_000, world.stop);
  expect(await start()).toBe(0);
  expect(isToBeEvicted(evict)).toBe(false);
});

test('if it cannot make the kubelet evict the pod, it logs that and tries again', async () => {
  const { world, start } = setUp({ AZP_EVICT: '/nowhere' });
  world.clock.at(300_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.lines.filter((line) => line.includes('check that /nowhere is a volume of this container')).length).toBeGreaterThan(1);
});

test('the deletion of an agent after its job is repeated until it is gone', async () => {
  const { world, handover, start } = setUp({ AZP_GRACE_SECONDS: '10' });
  world.clock.at(10_000, () => {
    pool.assignJob();
    return handover.set('job-taken');
  });
  world.clock.at(100_000, () => {
    pool.endJobs();
    pool.fail('DELETE', '503', 20);
  });
  const later = world.clock.at(1_200_000, () => {
    expect(pool.agents).toEqual([]);
    world.stop();
  });
  expect((await Promise.all([start(), later]))[0]).toBe(0);
});

test('it waits for a job that was assigned at the last moment', async () => {
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

test('an outage does not mean that the agent is idle', async () => {
  const { world, handover, start } = setUp();
  pool.fail('PATCH', { status: 503, body: {} }, 3);
  const duringOutage = world.clock.at(74_000, () => expect(handover.has('stop')).toBe(false));
  world.clock.at(120_000, world.stop);
  expect((await Promise.all([start(), duringOutage]))[0]).toBe(0);
  expect(handover.has('stop')).toBe(true);
});

test('the files that config.sh has written are deleted from its home', async () => {
  const { settings, world, start } = setUp();
  const seen = world.clock.at(10_000, () => {
    expect(readdirSync(settings.folders.home)).not.toContain('.credentials_rsaparams');
    world.stop();
  });
  await Promise.all([start(), seen]);
});

test('if config.sh fails after it registered the agent, the agent is deleted', async () => {
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

test('an agent that cannot be handed over is deregistered', async () => {
  const { settings, start } = setUp();
  rmSync(settings.folders.handover, { recursive: true });
  await expect(start()).rejects.toThrow('ENOENT');
  expect(pool.agents).toEqual([]);
});
