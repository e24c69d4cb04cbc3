import { readdirSync } from 'node:fs';
import { exitCodeOf } from '../../../../agent/commands/exit-codes';
import { RunnerRegistry } from '../../../../agent/github/runner/runner-registry';
import { Registration } from '../../../../agent/registration/registration';
import type { RunnerSettings } from '../../../../agent/settings/registration-settings';
import { fakeWorld, temporaryFolder } from '../../support/fakes';
import { aJitConfig, someRunnerFiles } from '../../support/jit-config';
import { RunnerScene } from '../../support/runner-scene';

const NAME = 'gh-linux-x7k2p';

const SETTINGS: RunnerSettings = {
  gitHub: { url: 'https://github.com/contoso', credential: { kind: 'pat', tokenFile: '/none' } },
  scaleSet: 'gh-linux',
  runnerGroup: 'Default',
  agentName: NAME,
  folders: { home: '/azp/runner', work: '/azp/_work', handover: '/azp/handover' },
  registerLimitMs: 180_000,
  deregisterLimitMs: 90_000,
};

function setUp(more: Partial<RunnerSettings> = {}) {
  const world = fakeWorld();
  const scene = new RunnerScene();
  const settings = { ...SETTINGS, ...more };
  const registry = new RunnerRegistry(settings, world.runtime, scene);
  return { world, scene, registry, registration: new Registration({ settings, registry }, world.runtime) };
}

test('a runner is registered in its scale set, with its work folder, and its files can be handed over once', async () => {
  const { scene, registry, registration } = setUp();
  expect(await registration.register()).toEqual({ poolId: 5, agentId: 7 });
  expect(scene.callsOf('createJitConfig')).toEqual([`createJitConfig ${NAME} /azp/_work`]);
  const folder = temporaryFolder();
  await registry.handOver(folder);
  expect(readdirSync(folder).toSorted()).toEqual(['.credentials', '.credentials_rsaparams', '.runner']);
  await expect(registry.handOver(folder)).rejects.toThrow('no runner is registered');
});

test('the JIT configuration is hidden from the log', async () => {
  const { world, scene, registration } = setUp();
  await registration.register();
  world.runtime.log.info('any', { value: scene.encoded });
  expect(world.lines.at(-1)).toContain('***');
});

test('it waits for the scale set that the scaler makes, also if the scale set is deleted meanwhile', async () => {
  const { world, scene, registration } = setUp();
  const { sets } = scene;
  scene.sets = [];
  world.clock.at(20_000, () => {
    scene.sets = sets;
  });
  scene.fail('createJitConfig', { fault: 'absent', status: 404 });
  expect(await registration.register()).toEqual({ poolId: 5, agentId: 7 });
  const log = world.lines.join('');
  expect(log).toContain('scale set \\"gh-linux\\" of runner group \\"Default\\" not found: the scaler creates it');
  expect(log).toContain('the scaler creates the scale set again');
});

test('a runner group that does not exist ends it immediately, and nothing is looked for afterwards', async () => {
  const { world, scene, registration } = setUp({ runnerGroup: 'private' });
  const error = await registration.register().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringContaining('runner group "private" not found') });
  expect(exitCodeOf(error)).toBe(78);
  expect(world.clock.now()).toBe(0);
  expect(scene.calls).toEqual(['findRunnerGroup private']);
});

test('after the loss of the answer, the runner that nobody has the key of is replaced', async () => {
  const { scene, registration } = setUp();
  scene.fail('createJitConfig', { fault: 'transient', afterwards: true });
  const { agentId } = await registration.register();
  expect(scene.runners).toEqual([expect.objectContaining({ id: agentId, name: NAME })]);
  expect(scene.callsOf('removeRunner')).toEqual(['removeRunner 7']);
});

test('a name that is taken and free again is taken', async () => {
  const { scene, registration } = setUp();
  const { id } = scene.add(NAME);
  const { findRunnerByName } = scene;
  scene.findRunnerByName = async (name) => {
    scene.remove(id);
    scene.findRunnerByName = findRunnerByName;
    return scene.findRunnerByName(name);
  };
  expect(await registration.register()).toEqual({ poolId: 5, agentId: 8 });
});

test('a runner of the same name in another scale set is not touched, and registering ends', async () => {
  const { world, scene, registration } = setUp();
  scene.add(NAME, { scaleSetId: 9 });
  await expect(registration.register()).rejects.toThrow('exists that is not of scale set "gh-linux"');
  expect(scene.names).toEqual([NAME]);
  expect(scene.callsOf('removeRunner')).toEqual([]);
  expect(world.clock.now()).toBe(0);
});

test('a runner of the same name that runs a job is waited for', async () => {
  const { world, scene, registration } = setUp();
  const leftover = scene.add(NAME, { busy: true });
  world.clock.at(30_000, () => {
    leftover.busy = false;
  });
  await registration.register();
  expect(scene.runners).toEqual([expect.objectContaining({ id: 8 })]);
  expect(world.clock.now()).toBeGreaterThanOrEqual(30_000);
});

test('the time limit applies to all attempts together, and a runner that may appear later is waited for', async () => {
  const { world, scene, registration } = setUp({ registerLimitMs: 60_000 });
  scene.fail('createJitConfig', { fault: 'transient' }, 100);
  // The service acts on a request only after this program has given up.
  const late = world.clock.at(70_000, () => void scene.add(NAME));
  await expect(registration.register()).rejects.toThrow('createJitConfig failed');
  await late;
  expect(scene.names).toEqual([]);
});

test('a refusal is an answer: no runner is waited for after it', async () => {
  const { world, scene, registration } = setUp();
  scene.fail('createJitConfig', { fault: 'right', status: 403 });
  await expect(registration.register()).rejects.toMatchObject({ fault: 'right' });
  expect(world.clock.now()).toBe(0);
});

test.each([
  ['that cannot be used', aJitConfig({ ...someRunnerFiles(), '.env': 'A=1' })],
  ['for many jobs', aJitConfig({ ...someRunnerFiles(), '.runner': '{}' })],
])('a JIT configuration %s leaves no runner behind', async (_what, encoded) => {
  const { scene, registration } = setUp();
  scene.encoded = encoded;
  await expect(registration.register()).rejects.toThrow('GitHub gave a JIT configuration that cannot be used');
  expect(scene.names).toEqual([]);
});

test('if it is stopped while it registers, it removes the runner', async () => {
  const { world, scene, registration } = setUp();
  const { createJitConfig } = scene;
  scene.createJitConfig = (...which) => {
    world.stop();
    return createJitConfig.apply(scene, which);
  };
  await expect(registration.register()).rejects.toBeDefined();
  expect(scene.names).toEqual([]);
});

describe('deregistering', () => {
  test('removes the runner by its id, with one call', async () => {
    const { world, scene, registration } = setUp();
    const agent = await registration.register();
    const before = scene.calls.length;
    expect(await registration.deregister({ agent })).toBe(true);
    expect(scene.calls.slice(before)).toEqual(['removeRunner 7']);
    expect(world.lines.at(-1)).toContain('deregistered');
  });

  test('counts a runner that is gone, as after its job, as removed', async () => {
    const { scene, registration } = setUp();
    const agent = await registration.register();
    scene.runners = [];
    expect(await registration.deregister({ agent })).toBe(true);
  });

  test('is repeated while the runner has a job, and with a credential that is refused', async () => {
    const { world, scene, registration } = setUp();
    const agent = await registration.register();
    Object.assign(scene.runners[0] ?? {}, { busy: true });
    scene.fail('removeRunner', { fault: 'signIn', status: 401 }, 2);
    world.clock.at(20_000, () => {
      scene.runners = [];
    });
    expect(await registration.deregister({ agent })).toBe(true);
    expect(world.clock.now()).toBeGreaterThanOrEqual(20_000);
  });

  test('ends at its time limit, and the log says what happens to the runner', async () => {
    const { world, scene, registration } = setUp({ deregisterLimitMs: 12_000 });
    const agent = await registration.register();
    scene.fail('removeRunner', { fault: 'transient', status: 503 }, 100);
    expect(await registration.deregister({ agent })).toBe(false);
    expect(world.clock.now()).toBeLessThanOrEqual(12_000);
    expect(world.lines.at(-1)).toContain('the scaler removes it once its job is over');
  });

  test.each([
    ['of its scale set', 5, []],
    ['of another scale set', 9, [NAME]],
  ])('without a known id finds a runner of its name %s', async (_which, scaleSetId, left) => {
    const { scene, registration } = setUp();
    scene.add(NAME, { scaleSetId });
    expect(await registration.deregister()).toBe(true);
    expect(scene.names).toEqual(left);
  });
});
