import { watchAgent } from '../../agent/agent-watch';
import { signalsInMemory } from '../../agent/signals';
import { DevOps } from '../../azure-devops/client';
import { fakeWorld } from './support/fakes';
import { PoolScene, TOKEN } from './support/pool-scene';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

function watch(idleMs: number) {
  const world = fakeWorld();
  const signals = signalsInMemory();
  const agentId = pool.add('linux-x7k2p');
  const devops = new DevOps({ url: pool.url, token: async () => ({ value: TOKEN, scheme: 'basic' }), timeoutMs: 5000 });
  const outcome = watchAgent({ agent: { poolId: 44, agentId }, devops, signals, idleMs }, world.runtime);
  return { world, signals, agentId, outcome };
}

test('asked for leave, it disables the agent, sees that nothing is assigned, and gives it within two seconds', async () => {
  const { world, signals, agentId, outcome } = watch(3_600_000);
  world.clock.at(10_000, () => signals.set('may-i-stop'));
  expect(await outcome).toBe('released');
  expect(signals.has('stop')).toBe(true);
  expect(pool.agents).toMatchObject([{ enabled: false }]);
  expect(pool.calls()).toEqual([`PATCH agents/${agentId}`, `GET agents/${agentId}`]);
  expect(world.clock.now()).toBeLessThanOrEqual(12_000);
});

test('asked for leave while a job is assigned, it gives none until that is over', async () => {
  const { world, signals, outcome } = watch(3_600_000);
  pool.assignJob();
  world.clock.at(1000, () => signals.set('may-i-stop'));
  const during = world.clock.at(59_000, () => {
    expect([signals.has('stop'), signals.has('job-assigned')]).toEqual([false, true]);
    pool.endJobs();
  });
  await during;
  expect(await outcome).toBe('released');
});

test('a question that is taken back is forgotten', async () => {
  const { world, signals, outcome } = watch(60_000);
  pool.assignJob();
  world.clock.at(1000, () => signals.set('may-i-stop'));
  world.clock.at(8000, async () => {
    await signals.clear('may-i-stop');
    await signals.set('job-started');
  });
  let calls = 0;
  world.clock.at(20_000, () => {
    calls = pool.calls().length;
  });
  world.clock.at(3_600_000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(calls).toBeGreaterThan(0);
  expect(pool.calls()).toHaveLength(calls);
});

test('an agent that somebody has deleted may stop', async () => {
  const { signals, agentId, outcome } = watch(30_000);
  pool.remove(agentId);
  expect(await outcome).toBe('released');
  expect(signals.has('stop')).toBe(true);
});

test.each([
  ['an outage', 503, {}],
  ['the sign-in page', 203, '<html>'],
  ['something else than JSON', 200, ''],
  ['an empty object', 200, {}],
])('%s in place of the agent is no leave', async (_what, status, body) => {
  const { world, signals, outcome } = watch(30_000);
  pool.fail('GET', { status, body }, 3);
  const early = world.clock.at(44_000, () => expect(signals.has('stop')).toBe(false));
  await early;
  expect(await outcome).toBe('released');
  expect(pool.calls('GET')).toHaveLength(4);
});

test('it asks again no earlier than Azure DevOps says', async () => {
  const { world, signals, outcome } = watch(30_000);
  pool.fail('PATCH', { status: 429, retryAfter: 90 });
  const early = world.clock.at(119_000, () => expect(pool.calls()).toHaveLength(1));
  await early;
  expect(await outcome).toBe('released');
  expect(signals.has('stop')).toBe(true);
  expect(world.clock.now()).toBe(120_000);
});

test('an agent that is still enabled after all gets no leave: a job could follow', async () => {
  const { world, signals, agentId, outcome } = watch(30_000);
  pool.fail('PATCH', { status: 200, body: {} }, 2);
  const early = world.clock.at(39_000, () => expect([signals.has('stop'), signals.has('job-assigned')]).toEqual([false, false]));
  await early;
  expect(await outcome).toBe('released');
  expect(pool.calls('PATCH')).toEqual(Array.from({ length: 3 }, () => `PATCH agents/${agentId}`));
  expect(pool.agents).toMatchObject([{ enabled: false }]);
});

test('SIGTERM ends the watch also while a job is assigned', async () => {
  const { world, signals, outcome } = watch(3_600_000);
  pool.assignJob();
  world.clock.at(1000, () => signals.set('may-i-stop'));
  world.clock.at(3000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(world.clock.now()).toBe(3000);
});
