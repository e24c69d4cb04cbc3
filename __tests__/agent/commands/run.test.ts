import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../agent/commands/run';
import { Handover } from '../../../agent/handover/handover';
import { readRunSettings } from '../../../agent/settings/run-settings';
import { fakeWorld } from '../support/fakes';
import { anEnvironment } from '../support/settings';
import { writeRegistration } from '../support/stub-config';

function setUp(more: Record<string, string> = {}) {
  const settings = readRunSettings(anEnvironment('https://unused', { AZP_READY_SECONDS: '20', ...more }));
  const world = fakeWorld();
  const handover = new Handover(settings.folders.handover);
  const handOver = async () => {
    writeRegistration(settings.folders.handover, 25, 44);
    await handover.set('ready');
  };
  return { settings, world, handover, handOver, start: () => run(settings, {}, world.runtime) };
}

test('it waits for the handover, then runs the listener and sets the flag when the job starts', async () => {
  const { settings, world, handover, handOver, start } = setUp({ AZP_CAPABILITIES: 'gpu=a100' });
  world.clock.at(5000, handOver);
  world.clock.at(8000, () => world.running.add('Agent.Worker'));
  const during = world.clock.at(20_000, () => {
    expect(handover.has('job-started')).toBe(true);
    world.starts[0]?.process.exit(0);
  });
  expect((await Promise.all([start(), during]))[0]).toBe(0);
  expect(readFileSync(join(settings.folders.home, '.capabilities'), 'utf8')).toBe('gpu=a100\n');
  expect(existsSync(join(settings.folders.home, '.credentials_rsaparams'))).toBe(true);
});

test('without a handover it fails at the time limit and logs where to look', async () => {
  const { world, start } = setUp();
  expect(await start()).toBe(75);
  expect(world.clock.now()).toBe(20_000);
  expect(world.starts).toEqual([]);
  expect(world.lines.at(-1)).toContain('see the log of the registrar container');
});

test('SIGTERM before the handover ends it immediately, with exit code 0', async () => {
  const { world, start } = setUp();
  world.clock.at(1000, world.stop);
  expect(await start()).toBe(0);
  expect(world.starts).toEqual([]);
});

test('SIGTERM at the moment of the handover: no listener is started', async () => {
  const { world, handOver, start } = setUp();
  world.clock.at(1000, async () => {
    await handOver();
    world.stop();
  });
  expect(await start()).toBe(0);
  expect(world.starts).toEqual([]);
});

test.each(['stop marker', 'SIGTERM'])('%s: the idle listener is stopped, and the exit code without a job is 0', async (how) => {
  const { world, handover, handOver, start } = setUp();
  await handOver();
  world.clock.at(5000, () => (how === 'SIGTERM' ? world.stop() : handover.set('stop')));
  expect(await start()).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual(['SIGINT process']);
  expect(handover.has('job-started')).toBe(false);
});

test('SIGTERM during a job waits for its end', async () => {
  const { world, handOver, start } = setUp();
  await handOver();
  world.clock.at(2000, () => world.running.add('Agent.Worker'));
  world.clock.at(5000, world.stop);
  world.clock.at(600_000, () => world.starts[0]?.process.exit(0));
  expect(await start()).toBe(0);
  expect(world.clock.now()).toBeGreaterThanOrEqual(600_000);
  expect(world.starts[0]?.process.signals).toEqual([]);
});
