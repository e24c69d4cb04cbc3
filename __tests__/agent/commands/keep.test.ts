import { keep } from '../../../agent/commands/keep';
import type { HealthServer } from '../../../agent/health';
import { readKeepSettings } from '../../../agent/settings';
import { FakePool } from '../support/fake-pool';
import { fakeWorld, type Start } from '../support/fakes';
import { anEnvironment } from '../support/settings';
import { configureIn } from '../support/stub-config';

let pool: FakePool;
beforeEach(async () => {
  pool = await new FakePool().start();
});
afterEach(() => pool.stop());

const name = 'agents-linux-placeholder';

function setUp(onStart: (start: Start) => void = (start) => configureIn(pool, start)) {
  const settings = readKeepSettings(anEnvironment(pool.url, { AZP_AGENT_NAME: name, AZP_HEALTH_PORT: '0', AZP_KEEP_SECONDS: '60' }));
  const world = fakeWorld(onStart);
  let server: HealthServer | undefined;
  const onHealth = (started: HealthServer) => {
    server = started;
  };
  const start = () => keep(settings, {}, world.runtime, onHealth);
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${server?.port}${path}`)).status;
  return { world, start, status };
}

test('it registers the placeholder, disables it, and leaves it registered when it ends', async () => {
  const { world, start, status } = setUp();
  const seen = world.clock.at(30_000, async () => {
    expect(await status('/readyz')).toBe(200);
    expect(await status('/healthz')).toBe(200);
    expect(await status('/other')).toBe(404);
    world.stop();
  });
  expect((await Promise.all([start(), seen]))[0]).toBe(0);
  expect(pool.agents).toMatchObject([{ name, enabled: false }]);
  expect(pool.calls('DELETE')).toEqual([]);
});

test('an existing placeholder is replaced and keeps its id: the pool is never without it', async () => {
  const { id } = pool.add(name, false);
  const { world, start } = setUp();
  world.clock.at(1000, world.stop);
  await start();
  expect(pool.agents).toEqual([{ id, name, enabled: false }]);
  expect(world.starts[0]?.env).toMatchObject({ VSTS_AGENT_INPUT_REPLACE: 'true' });
});

test('enabled by somebody, it is disabled again; deleted by somebody, it is registered again', async () => {
  const { world, start } = setUp();
  world.clock.at(30_000, () => {
    for (const agent of pool.agents) agent.enabled = true;
  });
  const between = world.clock.at(90_000, () => {
    expect(pool.agents).toMatchObject([{ enabled: false }]);
    pool.agents.length = 0;
  });
  world.clock.at(150_000, world.stop);
  await Promise.all([start(), between]);
  expect(pool.agents).toMatchObject([{ name, enabled: false }]);
  expect(world.starts).toHaveLength(2);
});

test('a failing config.sh is tried again, and nobody is told that it is ready before', async () => {
  let tries = 0;
  const { world, start, status } = setUp((begun) => (++tries === 1 ? begun.process.exit(1) : configureIn(pool, begun)));
  const before = world.clock.at(30_000, async () => expect(await status('/readyz')).toBe(503));
  const after = world.clock.at(90_000, async () => {
    expect(await status('/readyz')).toBe(200);
    world.stop();
  });
  await Promise.all([start(), before, after]);
});

test('an outage is survived and changes nothing', async () => {
  const { world, start, status } = setUp();
  world.clock.at(30_000, () => pool.fail('GET', 503, {}, 2));
  const after = world.clock.at(150_000, async () => {
    expect(await status('/readyz')).toBe(200);
    expect(await status('/healthz')).toBe(200);
    world.stop();
  });
  await Promise.all([start(), after]);
  expect(world.starts).toHaveLength(1);
  expect(world.lines.join('')).toContain('cannot keep the placeholder, trying again');
});
