import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AgentRegistry } from '../../../agent/azure-pipelines/agent-registry';
import { exitCodeOf } from '../../../agent/commands/exit-codes';
import { Registration } from '../../../agent/registration/registration';
import type { RegistrationSettings } from '../../../agent/settings/registration-settings';
import { type FakeWorld, fakeWorld } from '../support/fakes';
import { PoolScene } from '../support/pool-scene';
import { anEnvironment, someAgentSettings } from '../support/settings';
import { configureIn } from '../support/stub-config';

let pool: PoolScene;
beforeEach(async () => {
  pool = await PoolScene.start();
});
afterEach(() => pool.stop());

function aRegistration(settings: RegistrationSettings, world: FakeWorld) {
  const registry = new AgentRegistry(settings, anEnvironment(pool.url), world.runtime);
  return { registry, registration: new Registration({ settings, registry }, world.runtime) };
}

function setUp(more: Record<string, string> = {}) {
  const world = fakeWorld((start) => configureIn(pool, start));
  return { world, ...aRegistration(someAgentSettings(pool.url, more), world) };
}

test('an agent pool given by its id is resolved to its name, which config.sh needs', async () => {
  const { world, registration } = setUp({ AZP_POOL: '', AZP_POOL_ID: '44' });
  await registration.register();
  expect(world.starts[0]?.env).toMatchObject({ VSTS_AGENT_INPUT_POOL: 'linux' });
});

test.each([
  ['a wrong token', 401, undefined, 'not signed in (401)'],
  ['the sign-in page', 203, '<html>', 'not signed in (203)'],
  ['a missing right', 403, {}, 'refused (403)'],
  ['an unknown agent pool', 200, { count: 0, value: [] }, 'agent pool "linux" not found'],
])(
  '%s ends registering immediately, before config.sh runs, and no agent is looked for afterwards',
  async (_what, status, body, message) => {
    const { world, registration } = setUp();
    pool.fail('GET', { status, body }, 2);
    await expect(registration.register()).rejects.toThrow(message);
    expect(world.starts).toEqual([]);
    expect(world.clock.now()).toBe(0);
    expect(pool.calls().length).toBeLessThanOrEqual(2);
  },
);

test('it waits for what can pass: throttling for as long as the server asks, an outage, a config.sh that fails for an unknown reason', async () => {
  let tries = 0;
  const world = fakeWorld((start) => (++tries === 1 ? start.process.exit(1) : configureIn(pool, start)));
  const { registration } = aRegistration(someAgentSettings(pool.url), world);
  pool.fail('GET', { status: 429, retryAfter: 60 });
  pool.fail('GET', { status: 503, body: {} }, 2);
  await registration.register();
  expect(pool.agents).toHaveLength(1);
  expect(tries).toBe(2);
  expect(world.clock.now()).toBeGreaterThanOrEqual(60_000);
});

test('the time limit applies to all attempts together', async () => {
  const { world, registration } = setUp({ AZP_CONFIG_SECONDS: '100' });
  pool.fail('GET', { status: 503, body: {} }, 1000);
  await expect(registration.register()).rejects.toThrow('no usable answer (503)');
  expect(world.clock.now()).toBeGreaterThan(60_000);
  expect(world.clock.now()).toBeLessThanOrEqual(100_000);
});

test('if it is stopped before config.sh has started, it does not start config.sh', async () => {
  const { world, registration } = setUp();
  world.stop();
  await expect(registration.register()).rejects.toBeDefined();
  expect(world.starts).toEqual([]);
  expect(pool.agents).toEqual([]);
});

test('if it is stopped while config.sh runs, it deletes what config.sh has registered', async () => {
  const world = fakeWorld(() => void pool.add('linux-x7k2p'));
  const { registration } = aRegistration(someAgentSettings(pool.url), world);
  world.clock.at(2000, world.stop);
  await expect(registration.register()).rejects.toThrow('asked to stop');
  expect(pool.agents).toEqual([]);
});

test.each([
  ['that is enabled is disabled first', true, ['GET', 'PATCH', 'GET', 'DELETE', 'GET']],
  ['that is disabled is not disabled again', false, ['GET', 'DELETE', 'GET']],
])('deregistering: an agent %s, then it is deleted, and the deletion is checked', async (_what, enabled, expected) => {
  const { world, registry, registration } = setUp();
  const agent = await registration.register();
  if (!enabled) await registry.service.disable(agent);
  const before = pool.calls().length;
  expect(await registration.deregister({ agent })).toBe(true);
  expect(pool.agents).toEqual([]);
  expect(pool.calls().slice(before)).toEqual(expected.map((method) => `${method} agents/${agent.agentId}`));
  expect(world.lines.join('')).not.toContain('s3cret-token');
});

test('an agent that runs a job is disabled, and not deleted until the job is over', async () => {
  const { world, registration } = setUp();
  const agent = await registration.register();
  pool.assignJob();
  const during = world.clock.at(5000, () => {
    expect(pool.agents).toMatchObject([{ enabled: false }]);
    expect(pool.calls('DELETE')).toEqual([]);
    pool.endJobs();
  });
  expect((await Promise.all([registration.deregister({ agent }), during]))[0]).toBe(true);
  expect(pool.agents).toEqual([]);
});

test.each([
  ['disabled', 'PATCH'],
  ['deleted', 'DELETE'],
] as const)('an agent that is already gone when it should be %s counts as deregistered', async (_what, method) => {
  const { registration } = setUp();
  const agent = await registration.register();
  pool.devops.fault({ method, path: /agents/, answer: '404', times: 1 });
  expect(await registration.deregister({ agent })).toBe(true);
});

test.each([
  ['a PAT', '{"scheme":"PAT","data":{"token":"s3cret-token"}}', 'the scheme \\"PAT\\"'],
  ['a PAT, with a byte order mark and in Pascal case', '\uFEFF{"Scheme":"PAT"}', 'the scheme \\"PAT\\"'],
  ['no scheme', '{"data":{}}', 'no scheme'],
  ['a scheme that is not a text', '{"scheme":["OAuth"]}', 'no scheme'],
  ['no JSON', 'OAuth', 'no scheme'],
  ['null', 'null', 'no scheme'],
])('a credential with %s is refused, and the file and the agent are deleted', async (_what, credentials, says) => {
  const world = fakeWorld((start) => {
    configureIn(pool, start);
    writeFileSync(join(dirname(start.file), '.credentials'), credentials);
  });
  const settings = someAgentSettings(pool.url);
  const { registration } = aRegistration(settings, world);
  const error = await registration.register().catch((thrown: unknown) => thrown);
  expect(JSON.stringify(String(error))).toContain(says);
  expect(exitCodeOf(error)).toBe(76);
  expect(world.starts).toHaveLength(1);
  expect(pool.agents).toEqual([]);
  expect(existsSync(join(settings.folders.home, '.credentials'))).toBe(false);
});

test('an agent that is already gone counts as deregistered', async () => {
  const { registration } = setUp();
  expect(await registration.deregister({ agent: { poolId: 44, agentId: 99 } })).toBe(true);
});

test('for a busy agent or an outage, deregistering is repeated within the time limit', async () => {
  const { registration } = setUp();
  const agent = await registration.register();
  pool.fail('DELETE', '400-busy', 2);
  pool.fail('DELETE', { status: 503, body: {} }, 1);
  expect(await registration.deregister({ agent })).toBe(true);
  expect(pool.calls('DELETE')).toHaveLength(4);
});

test('after the time limit it gives up and logs what will happen to the agent', async () => {
  const { world, registration } = setUp({ AZP_GRACE_SECONDS: '12' });
  const agent = await registration.register();
  pool.fail('DELETE', { status: 503, body: {} }, 100);
  expect(await registration.deregister({ agent })).toBe(false);
  expect(pool.calls('DELETE').length).toBeGreaterThan(1);
  expect(world.clock.now()).toBeLessThanOrEqual(12_000);
  expect(world.lines.at(-1)).toContain('the placeholder reaps it once its job is over');
});

test('an agent without a known id is looked up by its name', async () => {
  const { registration } = setUp();
  pool.add('linux-other');
  pool.add('linux-x7k2p');
  expect(await registration.deregister()).toBe(true);
  expect(pool.names).toEqual(['linux-other']);
});

test('an agent without a known id is not looked up again with a token that is refused', async () => {
  const { world, registration } = setUp();
  pool.fail('GET', { status: 401 }, 100);
  expect(await registration.deregister()).toBe(false);
  expect(pool.calls()).toHaveLength(1);
  expect(world.lines.at(-1)).toContain('not deregistered');
});

test('an agent that appears only after its config.sh was killed is still deleted', async () => {
  const world = fakeWorld();
  const { registration } = aRegistration(someAgentSettings(pool.url), world);
  world.clock.at(2000, world.stop);
  // config.sh is killed at 7 s.
  const lateRequest = world.clock.at(22_000, () => void pool.add('linux-x7k2p'));
  await expect(registration.register()).rejects.toThrow('asked to stop');
  await lateRequest;
  expect(pool.agents).toEqual([]);
});

test('an agent that does not appear is waited for at most half a minute', async () => {
  const world = fakeWorld();
  const { registration } = aRegistration(someAgentSettings(pool.url), world);
  world.clock.at(2000, world.stop);
  await expect(registration.register()).rejects.toThrow('asked to stop');
  expect(world.clock.now()).toBeGreaterThanOrEqual(7000 + 30_000);
  expect(world.clock.now()).toBeLessThan(7000 + 62_000);
  expect(world.lines.join('')).not.toContain('not deregistered');
});

test('deregistering continues after SIGTERM, and with a token that was replaced', async () => {
  const { world, registration } = setUp();
  const agent = await registration.register();
  world.stop();
  pool.fail('DELETE', '401-expired', 2);
  expect(await registration.deregister({ agent })).toBe(true);
  expect(pool.agents).toEqual([]);
});
