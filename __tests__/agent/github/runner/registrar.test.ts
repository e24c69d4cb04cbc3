import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunnerRegistry } from '../../../../agent/github/runner/runner-registry';
import { Handover } from '../../../../agent/handover/handover';
import { Registrar } from '../../../../agent/registration/registrar';
import { readRegisterSettings } from '../../../../agent/settings/register-settings';
import { type FakeWorld, fakeWorld, temporaryFolder } from '../../support/fakes';
import { RunnerScene } from '../../support/runner-scene';

const NAME = 'gh-linux-x7k2p';
const MINUTE = 60_000;

function setUp(more: Readonly<Record<string, string>> = {}) {
  const [folder, state, evict] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const { service, ...settings } = readRegisterSettings({
    AZP_GITHUB_URL: 'https://github.com/contoso',
    AZP_SCALE_SET: 'gh-linux',
    AZP_GITHUB_TOKEN_FILE: '/none',
    AZP_AGENT_NAME: NAME,
    AZP_HANDOVER: folder,
    AZP_STATE: state,
    AZP_EVICT: evict,
    AZP_IDLE_MINUTES: '1',
    ...more,
  });
  if (service.kind !== 'github') throw new Error('no runner');
  const scene = new RunnerScene();
  const start = ({ runtime }: FakeWorld) => {
    const registry = new RunnerRegistry({ ...settings, ...service }, runtime, scene);
    return new Registrar({ settings, registry }, runtime).run();
  };
  const evicted = () => existsSync(join(evict, 'too-much'));
  return { folder, scene, handover: new Handover(folder), world: fakeWorld(), start, evicted };
}

const beginJob = ({ scene, handover }: ReturnType<typeof setUp>, ...flags: ('job-taken' | 'job-started')[]) => {
  Object.assign(scene.runners[0] ?? {}, { busy: true });
  return Promise.all(flags.map((flag) => handover.set(flag)));
};

test('it hands the three files over before it says so, and removes the runner on SIGTERM', async () => {
  const { folder, scene, handover, world, start } = setUp();
  const seen = world.clock.at(10_000, () => {
    expect(handover.has('ready')).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['.credentials', '.credentials_rsaparams', '.runner', 'ready']);
    world.stop();
  });
  expect((await Promise.all([start(world), seen]))[0]).toBe(0);
  expect(scene.names).toEqual([]);
});

test('if the files cannot be handed over, no runner is left behind', async () => {
  const { scene, world, start } = setUp({ AZP_HANDOVER: '/nowhere' });
  await expect(start(world)).rejects.toThrow('ENOENT');
  expect(scene.names).toEqual([]);
});

test('a whole pod whose job runs costs few calls: three to register, one a minute, one to remove', async () => {
  const setup = setUp();
  const { scene, world, start } = setup;
  world.clock.at(10_000, () => beginJob(setup, 'job-taken', 'job-started'));
  world.clock.at(10 * MINUTE, () => {
    scene.runners = [];
    world.stop();
  });
  expect(await start(world)).toBe(0);
  expect(scene.calls.slice(0, 3).map((call) => call.split(' ')[0])).toEqual(['findRunnerGroup', 'findScaleSet', 'createJitConfig']);
  expect(scene.callsOf('findRunner')).toHaveLength(9);
  expect(scene.calls).toHaveLength(3 + 9 + 1);
});

test('an idle runner is removed, stopped, and its pod evicted if the listener does not end', async () => {
  const { scene, handover, world, start, evicted } = setUp();
  const removed = world.clock.at(62_000, () => expect([scene.names, handover.has('stop'), evicted()]).toEqual([[], true, false]));
  const after = world.clock.at(160_000, () => {
    expect(evicted()).toBe(true);
    world.stop();
  });
  await Promise.all([start(world), removed, after]);
});

test('a job that keeps its container running after its end is evicted, three minutes later at most', async () => {
  const setup = setUp();
  const { scene, world, start, evicted } = setup;
  world.clock.at(10_000, () => beginJob(setup, 'job-taken'));
  const during = world.clock.at(5 * MINUTE, () => {
    expect(evicted()).toBe(false);
    scene.runners = [];
  });
  const after = world.clock.at(8 * MINUTE, () => {
    expect(evicted()).toBe(true);
    world.stop();
  });
  await Promise.all([start(world), during, after]);
});

test.each([
  ['deletes all flags', 'clear'],
  ['asks for its own end', 'may-i-stop'],
  ['says that it may stop', 'stop'],
] as const)('a job that %s is neither stopped nor evicted, and neither is its runner removed', async (_what, how) => {
  const setup = setUp();
  const { folder, scene, handover, world, start, evicted } = setup;
  const flags = ['job-taken', 'job-started'] as const;
  world.clock.at(10_000, () => beginJob(setup, ...(how === 'clear' ? [] : flags)));
  world.clock.at(11_000, () => (how === 'clear' ? handover.clear('ready') : handover.set(how)));
  const later = world.clock.at(30 * MINUTE, () => {
    expect([scene.names, evicted()]).toEqual([[NAME], false]);
    if (how !== 'stop') expect(readdirSync(folder)).not.toContain('stop');
    scene.runners = [];
    world.stop();
  });
  await Promise.all([start(world), later]);
});

test('a job that takes longer than it may is cancelled, and evicted if that does not help, also without flags', async () => {
  const setup = setUp({ AZP_JOB_MINUTES: '2' });
  const { handover, world, start, evicted } = setup;
  world.clock.at(10_000, () => beginJob(setup));
  // The job is seen when the removal of the idle runner is refused, after a minute.
  const steps = [
    world.clock.at(3.9 * MINUTE, () => expect(handover.has('cancel-job')).toBe(false)),
    world.clock.at(4.2 * MINUTE, () => expect([handover.has('cancel-job'), evicted()]).toEqual([true, false])),
    world.clock.at(6 * MINUTE, () => {
      expect(evicted()).toBe(true);
      setup.scene.runners = [];
      world.stop();
    }),
  ];
  await Promise.all([start(world), ...steps]);
});

test('the pod counts as taken once GitHub says that its runner has a job, whatever the flags say', async () => {
  const setup = setUp({ AZP_READINESS_PORT: '0' });
  const { world, start } = setup;
  world.clock.at(10_000, () => beginJob(setup));
  const ready = () => world.lines.some((line) => line.includes('the pod is ready'));
  const before = world.clock.at(59_000, () => expect(ready()).toBe(false));
  const after = world.clock.at(70_000, () => {
    expect(ready()).toBe(true);
    setup.scene.runners = [];
    world.stop();
  });
  await Promise.all([start(world), before, after]);
});

describe('after a restart', () => {
  /** Registers, and ends as a container does that is killed: without removing the runner. */
  async function restarted(setup: ReturnType<typeof setUp>, during: () => unknown = () => {}) {
    const { scene, start } = setup;
    const first = fakeWorld();
    const { removeRunner } = scene;
    scene.removeRunner = async () => 'deleted';
    first.clock.at(5000, during);
    first.clock.at(10_000, first.stop);
    await start(first);
    scene.removeRunner = removeRunner;
    return fakeWorld();
  }

  test.each([
    ['', false],
    [', and that its job has emptied the handover', true],
  ])('it adopts the runner that it has made%s', async (_what, emptied) => {
    const setup = setUp();
    const world = await restarted(setup);
    if (emptied) await setup.handover.clear('ready');
    world.clock.at(10_000, world.stop);
    expect(await setup.start(world)).toBe(0);
    expect(setup.scene.callsOf('createJitConfig')).toHaveLength(1);
    expect(setup.scene.names).toEqual([]);
  });

  test('a recorded job has the rest of its time, though its flags are gone', async () => {
    const setup = setUp({ AZP_JOB_MINUTES: '2' });
    const world = await restarted(setup, () => beginJob(setup, 'job-taken'));
    await setup.handover.clear('job-taken');
    const cancelled = world.clock.at(3.2 * MINUTE, () => {
      setup.scene.runners = [];
      world.stop();
      expect(setup.handover.has('cancel-job')).toBe(true);
    });
    await Promise.all([setup.start(world), cancelled]);
  });

  test('without a record it finds its runner by its name, and leaves one of another scale set alone', async () => {
    const setup = setUp({ AZP_STATE: '' });
    const { scene, handover, world, start } = setup;
    await handover.set('ready');
    scene.add(NAME, { scaleSetId: 9 });
    world.clock.at(120_000, world.stop);
    expect(await start(world)).toBe(0);
    expect(handover.has('stop')).toBe(true);
    expect([scene.names, scene.callsOf('createJitConfig'), scene.callsOf('removeRunner')]).toEqual([[NAME], [], []]);
  });
});
