import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from '../../../agent/commands/register';
import { PodMemory } from '../../../agent/registration/pod-memory';
import { fakeWorld, temporaryFolder } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { aRegistrar } from '../support/registering';
import { configureIn, writeRegistration } from '../support/stub-config';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

const setUp = (more?: Readonly<Record<string, string>>) => aRegistrar(pool, more);

test('after a restart it adopts the agent that it handed over', async () => {
  const { settings, world, handover, start } = setUp();
  writeRegistration(settings.folders.handover, pool.add('linux-x7k2p'), 44);
  await handover.set('ready');
  pool.fail('GET', '503', 2);
  world.clock.at(60_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.starts).toEqual([]);
  expect(pool.agents).toEqual([]);
});

test('after a restart it does not delete another agent because of what a job wrote into the handover', async () => {
  const { settings, world, handover, start } = setUp();
  const victim = pool.add('someone-else', false);
  pool.add('linux-x7k2p');
  writeRegistration(settings.folders.handover, victim, 44);
  await handover.set('ready');
  world.clock.at(1000, world.stop);
  expect(await start()).toBe(0);
  expect(pool.names).toEqual(['someone-else']);
});

test('after a restart without its agent, it tells the other container to end, waits for that and changes nothing', async () => {
  const { world, handover, start } = setUp();
  pool.add('someone-else');
  await handover.set('ready');
  world.clock.at(120_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.clock.now()).toBeGreaterThanOrEqual(120_000);
  expect(handover.has('stop')).toBe(true);
  expect(pool.names).toEqual(['someone-else']);
  expect(pool.calls('PATCH')).toEqual([]);
});

test('after a restart it looks for its agent without a time limit, whatever the service answers', async () => {
  const { world, handover, start } = setUp({ AZP_CONFIG_SECONDS: '10' });
  pool.add('linux-x7k2p');
  await handover.set('ready');
  pool.fail('GET', '401-expired', 20);
  pool.fail('GET', '503', 20);
  const later = world.clock.at(3_600_000, world.stop);
  expect((await Promise.all([start(), later]))[0]).toBe(0);
  expect(world.starts).toEqual([]);
  expect(pool.agents).toEqual([]);
});

test('if it is stopped after a restart, while it still looks for its agent, it deregisters the agent', async () => {
  const { world, handover, start } = setUp();
  pool.add('linux-x7k2p');
  await handover.set('ready');
  pool.fail('GET', '503', 3);
  world.clock.at(1000, world.stop);
  expect(await start()).toBe(0);
  expect(pool.agents).toEqual([]);
});

test('after a restart it relies on its own record: a handover that a job has emptied gets no second key', async () => {
  const { settings, world, handover, start } = setUp({ AZP_STATE: temporaryFolder() });
  world.clock.at(10_000, world.stop);
  expect(await start()).toBe(0);
  expect(world.starts).toHaveLength(1);

  for (const name of readdirSync(settings.folders.handover)) rmSync(join(settings.folders.handover, name));
  const restarted = fakeWorld((started) => configureIn(pool, started));
  restarted.clock.at(10_000, restarted.stop);
  expect(await register(settings, {}, restarted.runtime)).toBe(0);
  expect(restarted.starts).toEqual([]);
  expect(handover.has('ready')).toBe(false);
});

test('after a restart it identifies its agent by the id: an agent that was renamed is disabled and deregistered, another one of its name is not', async () => {
  const { settings, world, start } = setUp({ AZP_STATE: temporaryFolder() });
  world.clock.at(1000, () => void world.stop());
  const own = pool.add('linux-renamed');
  const other = pool.add('linux-x7k2p');
  await new PodMemory(settings.stateFolder).noteHandedOver({ poolId: 44, agentId: own });
  expect(await start()).toBe(0);
  expect(world.starts).toEqual([]);
  expect(pool.agents.map(({ id }) => id)).toEqual([other]);
});

test('a record that cannot be read causes an error, and no second registration', async () => {
  const { settings, start } = setUp({ AZP_STATE: temporaryFolder() });
  writeFileSync(join(settings.stateFolder ?? '', 'handed-over'), '{"poolId":44');
  await expect(start()).rejects.toThrow();
  expect(pool.agents).toEqual([]);
});

test.each([
  ['busy', { status: 400, body: { typeKey: 'TaskAgentJobStillRunningException' } }],
  ['an outage', '503'],
] as const)(
  'a pod whose agent cannot be deleted (%s) is not evicted, even after a wrong answer that it has no job',
  async (_what, answer) => {
    const evict = temporaryFolder();
    const { world, handover, start } = setUp({ AZP_EVICT: evict });
    world.clock.at(5000, () => void handover.set('job-taken'));
    // In this test the fake always answers that nothing is assigned.
    pool.fail('DELETE', answer, 1000);
    const afterRetries = world.clock.at(900_000, () => {
      expect(pool.calls('DELETE').length).toBeGreaterThan(5);
      expect(readdirSync(evict)).toEqual([]);
      world.stop();
    });
    expect((await Promise.all([start(), afterRetries]))[0]).toBe(1);
  },
);
