import { supervise } from '../../agent/supervise';
import { type FakeWorld, fakeWorld } from './support/fakes';

function start(world: FakeWorld, shouldStop: () => boolean = () => false) {
  const jobs: number[] = [];
  const onJobStarted = async () => void jobs.push(world.clock.now());
  return { jobs, code: supervise({ home: '/azp/agent', env: { AZP_URL: 'u' }, onJobStarted, shouldStop }, world.runtime) };
}

test("the listener itself runs once, without this program's settings", async () => {
  const world = fakeWorld(({ process }) => process.exit(0));
  expect(await start(world).code).toBe(0);
  expect(world.starts[0]).toMatchObject({ file: '/azp/agent/bin/Agent.Listener', args: ['run', '--once'] });
  expect(world.starts[0]?.env).toMatchObject({ 'agent.disableupdate': '1' });
  expect(world.starts[0]?.env).not.toHaveProperty('AZP_URL');
});

test.each([
  [0, 0],
  [143, 0],
  [1, 1],
  [4, 4],
  [137, 137],
])('listener code %i gives container code %i', async (listener, container) => {
  const world = fakeWorld(({ process }) => process.exit(listener));
  expect(await start(world).code).toBe(container);
});

test('the start of the first job is told once, when the worker is seen', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(2000, () => world.running.add('Agent.Worker'));
  world.clock.at(4000, () => world.running.delete('Agent.Worker'));
  world.clock.at(5000, () => world.running.add('Agent.Worker'));
  world.clock.at(9000, () => world.starts[0]?.process.exit(0));
  expect(await run.code).toBe(0);
  expect(run.jobs).toHaveLength(1);
  expect(run.jobs[0]).toBeGreaterThanOrEqual(2000);
  expect(run.jobs[0]).toBeLessThanOrEqual(2500);
});

test('an idle listener is stopped with SIGINT, itself and not its group, and that is a success', async () => {
  const world = fakeWorld(({ process }) => {
    process.onSignal = () => process.exit(1);
  });
  const run = start(world, () => world.clock.now() >= 3000);
  expect(await run.code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual(['SIGINT process']);
  expect(world.clock.now()).toBeLessThan(4500);
});

test('a started job is never interrupted', async () => {
  const world = fakeWorld();
  const run = start(world, () => world.clock.now() >= 3000);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(60_000, () => world.starts[0]?.process.exit(0));
  expect(await run.code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual([]);
});

test('an idle listener that does not end is killed with its group', async () => {
  const world = fakeWorld(({ process }) => {
    process.onSignal = (name) => {
      if (name === 'SIGKILL') process.exit(137);
    };
  });
  const run = start(world, () => true);
  expect(await run.code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual(['SIGINT process', 'SIGKILL group']);
  expect(world.clock.now()).toBeGreaterThanOrEqual(30_000);
  expect(world.clock.now()).toBeLessThan(40_000);
});
