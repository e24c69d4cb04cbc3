import { AGENT_LISTENER } from '../../../agent/azure-pipelines/agent-listener';
import { flagsInMemory } from '../../../agent/handover/flags';
import { supervise } from '../../../agent/listener/supervise';
import { type FakeWorld, fakeWorld } from '../support/fakes';

function start(world: FakeWorld) {
  const flags = flagsInMemory();
  return { flags, code: supervise({ program: AGENT_LISTENER, home: '/azp/agent', env: { AZP_URL: 'u' }, flags }, world.runtime) };
}

/** A world whose listener ignores SIGINT and ends at SIGKILL. */
const hanging = () =>
  fakeWorld(({ process }) => {
    process.onSignal = (name) => {
      if (name === 'SIGKILL') process.exit(137);
    };
  });

const signalsOf = (world: FakeWorld) => world.starts[0]?.process.signals;

/** SIGINT was sent only to the listener, repeatedly, and in the end its process group was killed. */
function expectInsistence(world: FakeWorld): void {
  const signals = signalsOf(world) ?? [];
  expect(signals.at(-1)).toBe('SIGKILL group');
  expect(signals.length).toBeGreaterThan(10);
  expect(new Set(signals.slice(0, -1))).toEqual(new Set(['SIGINT process']));
}

test("the listener is started for one job, without this program's settings", async () => {
  const world = fakeWorld(({ process }) => process.exit(1));
  await start(world).code;
  expect(world.starts[0]).toMatchObject({ file: '/azp/agent/bin/Agent.Listener', args: ['run', '--once'] });
  expect(world.starts[0]?.env).toMatchObject({ 'agent.disableupdate': '1' });
  expect(world.starts[0]?.env).not.toHaveProperty('AZP_URL');
});

test.each([
  [0, 0],
  [143, 0],
  [1, 1],
  [137, 137],
])('exit code %i of the listener after a job becomes exit code %i of the container', async (listener, container) => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(3000, () => world.starts[0]?.process.exit(listener));
  expect(await run.code).toBe(container);
});

test('a listener that exits with 0 without having taken a job has failed', async () => {
  const world = fakeWorld(({ process }) => process.exit(0));
  expect(await start(world).code).toBe(1);
  expect(world.lines.at(-1)).toContain('ended without running a job');
});

test('a job that was taken but did not start, because it was cancelled or could not be confirmed, is not a failure of the agent', async () => {
  const world = fakeWorld(({ process, onLine }) => {
    onLine('2026-01-05 10:00:00Z: Running job: build');
    process.exit(0);
  });
  expect(await start(world).code).toBe(0);
  expect(world.lines.at(-1)).toContain('ended without running a job');
});

test.each([
  ['after its job, whose session it could not close', ['Running job: build', 'Job build completed with result: Succeeded'], 0],
  ['while its job runs', ['Running job: build'], 2],
  ['without a job, because its agent is gone', [], 2],
])('a listener that exits with 2 %s', async (_when, texts, code) => {
  const world = fakeWorld(({ process, onLine }) => {
    for (const text of texts) onLine(`2026-01-05 10:00:00Z: ${text}`);
    process.exit(2);
  });
  expect(await start(world).code).toBe(code);
  expect(world.lines.join('').includes('could not close its session')).toBe(code === 0);
});

test('SIGINT is repeated if the listener ignores an early one', async () => {
  const world = fakeWorld(({ process }) => {
    let heard = 0;
    process.onSignal = () => {
      if (++heard === 3) process.exit(1);
    };
  });
  const run = start(world);
  await run.flags.set('stop');
  expect(await run.code).toBe(0);
  expect(signalsOf(world)).toEqual(Array(3).fill('SIGINT process'));
  expect(world.clock.now()).toBeLessThan(10_000);
});

test('a listener that has permission to stop may exit with any code', async () => {
  const world = fakeWorld();
  const run = start(world);
  await run.flags.set('stop');
  world.starts[0]?.process.exit(2);
  expect(await run.code).toBe(0);
});

test.each([3, 4])('for exit code %i, which requires another version of the agent, the log has a remedy', async (code) => {
  const world = fakeWorld(({ process }) => process.exit(code));
  expect(await start(world).code).toBe(code);
  expect(world.lines.at(-1)).toContain('raise AGENT_VERSION');
});

test('SIGTERM when idle: it asks for permission, waits for it, and then interrupts only the listener, not its group', async () => {
  const world = fakeWorld(({ process }) => {
    process.onSignal = () => process.exit(1);
  });
  const run = start(world);
  world.clock.at(3000, world.stop);
  const asked = world.clock.at(20_000, async () => {
    expect(run.flags.has('may-i-stop')).toBe(true);
    expect(signalsOf(world)).toEqual([]);
    await run.flags.set('stop');
  });
  await asked;
  expect(await run.code).toBe(0);
  expect(signalsOf(world)).toEqual(['SIGINT process']);
  expect(world.clock.now()).toBeLessThan(21_500);
});

test('without an answer it ends the listener after two minutes', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(3000, world.stop);
  expect(await run.code).toBe(0);
  expect(signalsOf(world)).toEqual(['SIGINT process']);
  expect(world.clock.now()).toBeGreaterThanOrEqual(123_000);
  expect(world.clock.now()).toBeLessThan(130_000);
});

test.each([
  ['the console says', (world: FakeWorld) => world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build')],
  ['the worker shows', (world: FakeWorld) => void world.running.add('Agent.Worker')],
])('a job taken after SIGTERM, as %s, runs to its end, and the request for permission is withdrawn', async (_how, takeJob) => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(3000, world.stop);
  world.clock.at(5000, () => takeJob(world));
  const later = world.clock.at(200_000, () => {
    expect(run.flags.has('may-i-stop')).toBe(false);
    world.starts[0]?.process.exit(0);
  });
  await later;
  expect(await run.code).toBe(0);
  expect(signalsOf(world)).toEqual([]);
});

test('SIGTERM during a job changes nothing', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(3000, world.stop);
  world.clock.at(600_000, () => world.starts[0]?.process.exit(0));
  expect(await run.code).toBe(0);
  expect(signalsOf(world)).toEqual([]);
  expect(run.flags.has('may-i-stop')).toBe(false);
});

test('an idle listener that does not end is killed with its process group', async () => {
  const world = hanging();
  const run = start(world);
  await run.flags.set('stop');
  expect(await run.code).toBe(0);
  expectInsistence(world);
  expect(world.clock.now()).toBeGreaterThanOrEqual(30_000);
  expect(world.clock.now()).toBeLessThan(40_000);
});

test('for a listener that hangs after its job, it asks for permission after 30 s, and ends it when nothing is assigned', async () => {
  const world = hanging();
  const run = start(world);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(10_000, () => world.running.delete('Agent.Worker'));
  const beforeLimit = world.clock.at(39_000, () => expect(run.flags.has('may-i-stop')).toBe(false));
  const afterLimit = world.clock.at(41_500, () => {
    expect(run.flags.has('may-i-stop')).toBe(true);
    return run.flags.set('stop');
  });
  await Promise.all([beforeLimit, afterLimit]);
  expect(await run.code).toBe(0);
  expectInsistence(world);
});

test('it waits as long as the answer is that a job is assigned, because the end of a job may take long to arrive', async () => {
  const world = hanging();
  const run = start(world);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(10_000, () => world.running.delete('Agent.Worker'));
  for (let second = 45; second < 400; second += 60) world.clock.at(second * 1000, () => run.flags.set('job-assigned'));
  const permission = world.clock.at(400_000, () => {
    expect(signalsOf(world)).toEqual([]);
    return run.flags.set('stop');
  });
  await permission;
  expect(await run.code).toBe(0);
  expectInsistence(world);
});

test('an idle listener is never overdue', async () => {
  const world = fakeWorld();
  const run = start(world);
  const afterAnHour = world.clock.at(3_600_000, () => {
    expect(run.flags.has('may-i-stop')).toBe(false);
    world.starts[0]?.process.exit(0);
  });
  await afterAnHour;
  expect(await run.code).toBe(1);
});

test('after a request for permission was withdrawn, the next one has its full time', async () => {
  const world = hanging();
  const run = start(world);
  world.clock.at(1000, world.stop);
  world.clock.at(100_000, () => {
    world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build');
    world.running.add('Agent.Worker');
  });
  world.clock.at(101_000, () => world.running.delete('Agent.Worker'));
  const early = world.clock.at(240_000, () => expect(signalsOf(world)).toEqual([]));
  await early;
  expect(await run.code).toBe(0);
  expect(world.clock.now()).toBeGreaterThan(101_000 + 30_000 + 120_000);
});
