import { Registration } from '../../agent/registration';
import { FakePool } from './support/fake-pool';
import { fakeWorld } from './support/fakes';
import { anEnvironment, someSettings } from './support/settings';
import { configureIn } from './support/stub-config';

let pool: FakePool;
beforeEach(async () => {
  pool = await new FakePool().start();
});
afterEach(() => pool.stop());

function setUp(more: Record<string, string> = {}) {
  const world = fakeWorld((start) => configureIn(pool, start));
  return { world, registration: new Registration(someSettings(pool.url, more), anEnvironment(pool.url), world.runtime) };
}

test('a pool given by its id is resolved to the name that config.sh wants', async () => {
  const { world, registration } = setUp({ AZP_POOL: '', AZP_POOL_ID: '44' });
  await registration.register();
  expect(world.starts[0]?.env).toMatchObject({ VSTS_AGENT_INPUT_POOL: 'linux' });
});

test('deregistering deletes the agent and sees that it is gone', async () => {
  const { world, registration } = setUp();
  const agent = await registration.register();
  expect(await registration.deregister(agent)).toBe(true);
  expect(pool.agents).toEqual([]);
  expect(pool.requests.at(-1)).toMatchObject({ method: 'GET' });
  expect(world.lines.join('')).not.toContain('s3cret-token');
});

test('an agent that is gone already is done', async () => {
  const { registration } = setUp();
  expect(await registration.deregister({ poolId: 44, agentId: 99 })).toBe(true);
});

test('a busy agent and an outage are tried again within the grace period', async () => {
  const { registration } = setUp();
  const agent = await registration.register();
  pool.fail('DELETE', 400, { typeKey: 'TaskAgentJobStillRunningException' }, 2);
  pool.fail('DELETE', 503, {}, 1);
  expect(await registration.deregister(agent)).toBe(true);
  expect(pool.calls('DELETE')).toHaveLength(4);
});

test('after the grace period it gives up and says what is left to do', async () => {
  const { world, registration } = setUp({ AZP_GRACE_SECONDS: '12' });
  const agent = await registration.register();
  pool.fail('DELETE', 503, {}, 100);
  expect(await registration.deregister(agent)).toBe(false);
  expect(pool.calls('DELETE').length).toBeGreaterThan(1);
  expect(world.clock.now()).toBeLessThanOrEqual(12_000);
  expect(world.lines.at(-1)).toContain('the placeholder will delete it when it is offline');
});

test('an agent without known id is looked up by its name', async () => {
  const { registration } = setUp();
  pool.add('linux-other');
  pool.add('linux-x7k2p');
  expect(await registration.deregister()).toBe(true);
  expect(pool.agents.map((agent) => agent.name)).toEqual(['linux-other']);
});

test('an agent without known id is not looked for again with a token that is refused', async () => {
  const { world, registration } = setUp();
  pool.fail('GET', 401, undefined, 100);
  expect(await registration.deregister()).toBe(false);
  expect(pool.requests).toHaveLength(1);
  expect(world.lines.at(-1)).toContain('not deregistered');
});
