import { watchAgent } from '../../agent/agent-watch';
import { signalsInMemory } from '../../agent/signals';
import { DevOps } from '../../azure-devops/client';
import { FakePool } from './support/fake-pool';
import { fakeWorld } from './support/fakes';

let pool: FakePool;
beforeEach(async () => {
  pool = await new FakePool().start();
});
afterEach(() => pool.stop());

function watch(idleMs: number) {
  const world = fakeWorld();
  const signals = signalsInMemory();
  const registered = pool.add('linux-x7k2p');
  const devops = new DevOps({ url: pool.url, token: async () => ({ value: 't', scheme: 'basic' }), timeoutMs: 5000 });
  const outcome = watchAgent({ agent: { poolId: 44, agentId: registered.id }, devops, signals, idleMs }, world.runtime);
  return { world, signals, registered, outcome };
}

test('asked for leave, it disables the agent, sees that nothing is assigned, and gives it within two seconds', async () => {
  const { world, signals, registered, outcome } = watch(3_600_000);
  world.clock.at(10_000, () => signals.set('may-i-stop'));
  expect(await outcome).toBe('released');
  expect(signals.has('stop')).toBe(true);
  expect(registered.enabled).toBe(false);
  expect(pool.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET']);
  expect(world.clock.now()).toBeLessThanOrEqual(12_000);
});

test('asked for leave while a job is assigned, it gives none until that is over', async () => {
  const { world, signals, registered, outcome } = watch(3_600_000);
  registered.assignedRequest = { requestId: 901 };
  world.clock.at(1000, () => signals.set('may-i-stop'));
  const during = world.clock.at(59_000, () => {
    expect(signals.has('stop')).toBe(false);
    delete registered.assignedRequest;
  });
  await during;
  expect(await outcome).toBe('released');
});

test('a question that is taken back is forgotten', async () => {
  const { world, signals, registered, outcome } = watch(60_000);
  registered.assignedRequest = { requestId: 901 };
  world.clock.at(1000, () => signals.set('may-i-stop'));
  world.clock.at(8000, async () => {
    await signals.clear('may-i-stop');
    await signals.set('job-started');
  });
  let calls = 0;
  world.clock.at(20_000, () => {
    calls = pool.requests.length;
  });
  world.clock.at(3_600_000, world.stop);
  expect(await outcome).toBe('stopped');
  expect(pool.requests).toHaveLength(calls);
});

test('an agent that somebody has deleted may stop', async () => {
  const { signals, outcome } = watch(30_000);
  pool.agents.length = 0;
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
  pool.fail('GET', status, body, 3);
  const early = world.clock.at(44_000, () => expect(signals.has('stop')).toBe(false));
  await early;
  expect(await outcome).toBe('released');
  expect(pool.calls('GET')).toHaveLength(4);
});

test('it asks again no earlier than Azure DevOps says', async () => {
  const { world, signals, outcome } = watch(30_000);
  pool.fail('PATCH', 429, {}, 1, { 'retry-after': '90' });
  const early = world.clock.at(119_000, () => expect(pool.requests).toHaveLength(1));
  await early;
  expect(await outcome).toBe('released');
  expect(signals.has('stop')).toBe(true);
  expect(world.clock.now()).toBe(120_000);
});
