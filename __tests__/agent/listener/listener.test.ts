import { AGENT_LISTENER } from '../../../agent/azure-pipelines/agent-listener';
import { flagsInMemory } from '../../../agent/handover/flags';
import { supervise } from '../../../agent/listener/supervise';
import { type FakeWorld, fakeWorld } from '../support/fakes';

function start(world: FakeWorld) {
  const flags = flagsInMemory();
  return { flags, code: supervise({ program: AGENT_LISTENER, home: '/azp/agent', env: {}, flags }, world.runtime) };
}

test('a job that starts and ends between two looks at the processes is known from the console', async () => {
  const world = fakeWorld(({ process, onLine }) => {
    onLine('2026-01-05 10:00:00Z: Running job: build');
    onLine('2026-01-05 10:00:00Z: Job build completed with result: Succeeded');
    process.exit(0);
  });
  expect(await start(world).code).toBe(0);
  expect(world.lines.join('')).not.toContain('ended without running a job');
});

test('when a worker that was seen is gone, its job has ended, whatever the console says', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(1000, () => world.running.add('Agent.Worker'));
  world.clock.at(3000, () => world.running.delete('Agent.Worker'));
  world.clock.at(5000, () => world.starts[0]?.process.exit(2));
  expect(await run.code).toBe(0);
});

test('the flag that a job is taken is set immediately, not after the pause', async () => {
  const world = fakeWorld();
  const run = start(world);
  const said = world.clock.at(1050, async () => {
    world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build');
    // No time passes on the fake clock.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(run.flags.has('job-taken')).toBe(true);
    world.starts[0]?.process.exit(0);
  });
  await said;
  expect(await run.code).toBe(0);
});

test('the processes are not searched all the time: rarely without a line on the console, and not once the worker is known', async () => {
  const world = fakeWorld();
  const searches: number[] = [];
  const { processes } = world.runtime;
  const childOf = (...which: Parameters<typeof processes.childOf>) => {
    searches.push(world.clock.now());
    return processes.childOf(...which);
  };
  const runtime = { ...world.runtime, processes: { ...processes, childOf } };
  const run = supervise({ program: AGENT_LISTENER, home: '/azp/agent', env: {}, flags: flagsInMemory() }, runtime);
  world.clock.at(3_660_000, () => {
    world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build');
    world.running.add('Agent.Worker');
  });
  world.clock.at(7_000_000, () => world.running.delete('Agent.Worker'));
  world.clock.at(7_020_000, () => world.starts[0]?.process.exit(0));
  expect(await run).toBe(0);
  const between = (from: number, to: number) => searches.filter((at) => at >= from && at < to).length;
  const idle = between(60_000, 3_660_000);
  expect(idle).toBeGreaterThanOrEqual(59);
  expect(idle).toBeLessThanOrEqual(61);
  expect(between(3_660_000, 7_100_000)).toBe(1);
});

test('the worker of a job that was taken is looked for every second', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(1000, () => world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build'));
  world.clock.at(100_100, () => world.running.add('Agent.Worker'));
  const seen = world.clock.at(101_700, () => expect(run.flags.has('job-started')).toBe(true));
  await seen;
  world.starts[0]?.process.exit(0);
  expect(await run.code).toBe(0);
});

test('the flag that a job has started is set when its worker is seen, and set again if it was deleted', async () => {
  const world = fakeWorld();
  const run = start(world);
  world.clock.at(1000, () => world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build'));
  const before = world.clock.at(1900, () => {
    expect([run.flags.has('job-taken'), run.flags.has('job-started')]).toEqual([true, false]);
  });
  world.clock.at(2000, () => world.running.add('Agent.Worker'));
  const after = world.clock.at(2600, () => expect(run.flags.has('job-started')).toBe(true));
  world.clock.at(4000, () => run.flags.clear('job-started'));
  world.clock.at(5000, () => world.running.delete('Agent.Worker'));
  world.clock.at(9000, () => world.starts[0]?.process.exit(0));
  await Promise.all([before, after]);
  expect(await run.code).toBe(0);
  expect(run.flags.has('job-started')).toBe(true);
});

test('a listener that took a job and neither starts it nor ends is ended after five minutes', async () => {
  const world = fakeWorld(({ process }) => {
    process.onSignal = (name) => {
      if (name === 'SIGKILL') process.exit(137);
    };
  });
  const run = start(world);
  world.clock.at(1000, () => world.starts[0]?.onLine('2026-01-05 10:00:00Z: Running job: build'));
  const early = world.clock.at(300_000, () => expect(run.flags.has('may-i-stop')).toBe(false));
  await early;
  expect(await run.code).toBe(0);
  expect(world.clock.now()).toBeLessThan(301_000 + 120_000 + 30_000 + 3000);
});

test('a job whose name looks like the text at the end of a job has still begun', async () => {
  const world = fakeWorld(({ onLine }) => onLine('2026-01-05 10:00:00Z: Running job: report completed with result: x'));
  const run = start(world);
  const soon = world.clock.at(60_000, () => {
    expect([run.flags.has('job-started'), run.flags.has('may-i-stop')]).toEqual([false, false]);
    world.starts[0]?.process.exit(0);
  });
  await soon;
  expect(await run.code).toBe(0);
});
