import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../../agent/commands/run';
import { decodeJitConfig } from '../../../../agent/github/runner/jit-config';
import { handOverFiles } from '../../../../agent/github/runner/runner-files';
import { Handover } from '../../../../agent/handover/handover';
import { readRunSettings } from '../../../../agent/settings/run-settings';
import { fakeWorld, temporaryFolder } from '../../support/fakes';
import { aJitConfig, someRunnerFiles } from '../../support/jit-config';

function setUp() {
  const folder = temporaryFolder();
  for (const name of ['home', 'handover']) mkdirSync(join(folder, name));
  const settings = readRunSettings({
    AZP_GITHUB_URL: 'https://github.com/contoso',
    AZP_AGENT_HOME: join(folder, 'home'),
    AZP_HANDOVER: join(folder, 'handover'),
  });
  const handover = new Handover(settings.folders.handover);
  const handOver = async () => {
    await handOverFiles(decodeJitConfig(aJitConfig()), handover.folder);
    await handover.set('ready');
  };
  return { settings, handover, handOver, world: fakeWorld() };
}

test('it moves the files next to the listener, starts it, and reports its job', async () => {
  const { settings, handover, handOver, world } = setUp();
  world.clock.at(5000, handOver);
  world.clock.at(8000, () => world.running.add('Runner.Worker'));
  const during = world.clock.at(20_000, () => {
    expect(handover.has('job-started')).toBe(true);
    expect(readdirSync(handover.folder).toSorted()).toEqual(['job-started', 'job-taken', 'ready']);
    world.starts[0]?.process.exit(0);
  });
  expect((await Promise.all([run(settings, { PATH: '/bin' }, world.runtime), during]))[0]).toBe(0);
  const [started] = world.starts;
  expect(started).toMatchObject({ file: join(settings.folders.home, 'bin', 'Runner.Listener'), args: ['run'] });
  expect(Object.keys(started?.env ?? {})).toEqual(['PATH', 'ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE']);
  for (const [name, content] of Object.entries(someRunnerFiles()))
    expect(readFileSync(join(settings.folders.home, name), 'utf8')).toBe(content);
});

test('SIGTERM at the moment of the handover: no listener is started', async () => {
  const { settings, handOver, world } = setUp();
  world.clock.at(1000, async () => {
    await handOver();
    world.stop();
  });
  expect(await run(settings, {}, world.runtime)).toBe(0);
  expect(world.starts).toEqual([]);
});
