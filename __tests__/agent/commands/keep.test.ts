import { KeepScene, PLACEHOLDER } from '../support/keep-scene';

let scene: KeepScene;
beforeEach(async () => {
  scene = await KeepScene.start();
});
afterEach(() => scene.end());

/** The calls of a round that changes nothing: one list of agents and one of jobs. */
const ROUND = ['GET agents', 'GET jobrequests'];

test('it registers and disables the placeholder, and leaves it registered when it ends', async () => {
  const { ended, status } = scene.keep();
  const seen = scene.world.clock.at(30_000, async () => {
    expect(await status('/readyz')).toBe(200);
    expect(await status('/healthz')).toBe(200);
    expect(await status('/healthz?verbose')).toBe(200);
    expect(await status('/other')).toBe(404);
    scene.world.stop();
  });
  expect((await Promise.all([ended, seen]))[0]).toBe(0);
  expect(scene.agents).toMatchObject([{ name: PLACEHOLDER, enabled: false }]);
  expect(scene.calls(/DELETE/)).toEqual([]);
});

test('once it is registered, a round takes two calls', async () => {
  await scene.run(3600 + 30);
  expect(scene.calls()).toEqual([
    'GET pools',
    'GET agents',
    `PATCH agents/${scene.placeholder?.id}`,
    'GET jobrequests',
    ...Array.from({ length: 60 }, () => ROUND).flat(),
  ]);
});

test('an existing placeholder is registered once more, because its image may be new, and keeps its id: the agent pool is never without it', async () => {
  const { id } = scene.devops.addAgent('linux', { name: PLACEHOLDER, enabled: false });
  await scene.run(600);
  expect(scene.agents).toMatchObject([{ id, name: PLACEHOLDER, enabled: false }]);
  expect(scene.world.starts.map(({ env }) => env['VSTS_AGENT_INPUT_REPLACE'])).toEqual(['true']);
});

test('a failing config.sh is run again; until it succeeds, /readyz fails and the old placeholder stays', async () => {
  const { id } = scene.devops.addAgent('linux', { name: PLACEHOLDER, enabled: false });
  scene.configSh = (start) => {
    scene.configSh = (secondStart) => scene.register(secondStart);
    start.process.exit(1);
  };
  const { ended, status } = scene.keep();
  const before = scene.world.clock.at(30_000, async () => {
    expect(await status('/readyz')).toBe(503);
    expect(scene.placeholder?.id).toBe(id);
  });
  const after = scene.world.clock.at(90_000, async () => {
    expect(await status('/readyz')).toBe(200);
    scene.world.stop();
  });
  await Promise.all([ended, before, after]);
  expect(scene.world.starts).toHaveLength(2);
});

test('if somebody enables it, it is disabled again; if somebody deletes it, it is registered again', async () => {
  const pool = scene.devops.pool('linux');
  await scene.run(150, {
    30: () => scene.placeholder && pool.putAgent({ ...scene.placeholder, enabled: true }),
    90: () => {
      expect(scene.placeholder?.enabled).toBe(false);
      expect(scene.world.starts).toHaveLength(1);
      pool.removeAgent(scene.placeholder?.id ?? 0);
    },
  });
  expect(scene.agents).toMatchObject([{ name: PLACEHOLDER, enabled: false }]);
  expect(scene.world.starts).toHaveLength(2);
});

test('a placeholder that could not be disabled is disabled in the next round, and not registered again', async () => {
  scene.devops.fault({ method: 'PATCH', answer: '503', times: 1 });
  const { ended, status } = scene.keep();
  const before = scene.world.clock.at(30_000, async () => expect(await status('/readyz')).toBe(503));
  const after = scene.world.clock.at(90_000, async () => {
    expect(await status('/readyz')).toBe(200);
    scene.world.stop();
  });
  await Promise.all([ended, before, after]);
  expect(scene.placeholder?.enabled).toBe(false);
  expect(scene.world.starts).toHaveLength(1);
});

test('a placeholder that is deleted before it could be disabled is registered again', async () => {
  scene.devops.fault({ method: 'PATCH', answer: '404', times: 1 });
  const { ended, status } = scene.keep();
  const { clock } = scene.world;
  const before = clock.at(30_000, async () => {
    expect(await status('/readyz')).toBe(503);
    scene.devops.pool('linux').removeAgent(scene.placeholder?.id ?? 0);
  });
  const after = clock.at(90_000, async () => {
    expect(await status('/readyz')).toBe(200);
    scene.world.stop();
  });
  await Promise.all([ended, before, after]);
  expect(scene.placeholder?.enabled).toBe(false);
});

test('two placeholders at the same time do not conflict: each registers once and neither deletes', async () => {
  const [one, two] = [scene.keep(), scene.keep()];
  const seen = scene.world.clock.at(3600_000, async () => {
    expect([await one.status('/readyz'), await two.status('/readyz')]).toEqual([200, 200]);
    scene.world.stop();
  });
  await Promise.all([one.ended, two.ended, seen]);
  expect(scene.agents).toMatchObject([{ name: PLACEHOLDER, enabled: false }]);
  expect(scene.world.starts).toHaveLength(2);
  expect(scene.calls(/DELETE/)).toEqual([]);
});

test('if another process registers it under another id, it is accepted', async () => {
  await scene.run(600, {
    30: () => {
      scene.devops.pool('linux').removeAgent(scene.placeholder?.id ?? 0);
      scene.devops.addAgent('linux', { name: PLACEHOLDER.toUpperCase(), enabled: false });
    },
  });
  expect(scene.world.starts).toHaveLength(1);
});

test('if the agent pool was created again, its new id is looked up', async () => {
  const { devops } = scene;
  await scene.run(250, {
    30: () => {
      devops.fault({ path: /pools\/44\/agents/, answer: { status: 404, body: { typeKey: 'TaskAgentPoolNotFoundException' } } });
      devops.fault({ path: /pools\?/, answer: { status: 200, body: { value: [{ id: 45, name: 'linux' }] } } });
      devops.addPool({ name: 'linux, made again', id: 45 });
      devops.addAgent(45, { name: PLACEHOLDER, enabled: false });
    },
  });
  expect(scene.calls(/GET pools$/)).toHaveLength(2);
  expect(devops.requests.at(-1)?.path).toContain('/pools/45/');
});

test('it serves health while a slow config.sh runs', async () => {
  scene.configSh = () => {};
  const { ended, status } = scene.keep();
  const running = scene.world.clock.at(170_000, async () => {
    expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
    scene.world.stop();
  });
  await Promise.all([ended, running]);
});

test('/healthz tells a round that hangs from one that waits', async () => {
  const { ended, status } = scene.keep();
  const { clock } = scene.world;
  await clock.at(30_000, () => scene.devops.fault({ answer: 'hang' }));
  await clock.sleep(500_000);
  expect(await status('/healthz')).toBe(200);
  await clock.sleep(30_000);
  expect(await status('/healthz')).toBe(503);
  scene.world.stop();
  expect(await ended).toBe(0);
});
