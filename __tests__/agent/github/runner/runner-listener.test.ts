import { runnerNews } from '../../../../agent/github/runner/console';
import { runnerEnvironment } from '../../../../agent/github/runner/runner-environment';
import { RUNNER_LISTENER } from '../../../../agent/github/runner/runner-listener';
import { flagsInMemory } from '../../../../agent/handover/flags';
import { supervise } from '../../../../agent/listener/supervise';
import { type FakeWorld, fakeWorld } from '../../support/fakes';

const AT = '2026-01-31 12:00:00Z';

function start(world: FakeWorld, env: Record<string, string> = {}) {
  const flags = flagsInMemory();
  return { flags, code: supervise({ program: RUNNER_LISTENER, home: '/azp/runner', env, flags }, world.runtime) };
}

test.each([
  [`${AT}: Running job: build`, 'taken'],
  [`${AT}: Running job: Job x completed with result: Failed`, 'taken'],
  [`${AT}: Job build completed with result: Succeeded`, 'completed'],
  [`${AT}: Job a completed with result: b completed with result: Canceled`, 'completed'],
  [`${AT}: Listening for Jobs`, undefined],
  ['Running job: build', undefined],
  [`[WORKER ${AT} INFO X] ${AT}: Running job: build`, undefined],
  ['√ Connected to GitHub', undefined],
  [`${AT}: Runner connect error: x. Retrying until reconnected.`, undefined],
])('the console line "%s" means %s', (line, news) => {
  expect(runnerNews(line)).toBe(news);
});

test('the listener is started directly, without an argument or variable that has its registration or settings of this program', async () => {
  const world = fakeWorld(({ process }) => process.exit(1));
  await start(world, { PATH: '/bin', AZP_GITHUB_URL: 'u', AZP_SCALE_SET: 's', AZURE_CLIENT_ID: 'c', ACTIONS_RUNNER_INPUT_JITCONFIG: 'x' })
    .code;
  const [started] = world.starts;
  expect(started).toMatchObject({ file: '/azp/runner/bin/Runner.Listener', args: ['run'] });
  expect(started?.env).toEqual({ PATH: '/bin', ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE: '1' });
});

test.each(['actions_runner_input_url', 'ACTIONS_RUNNER_RETURN_JOB_RESULT_FOR_HOSTED', 'AZP_AGENT_NAME'])(
  '%s does not reach the listener',
  (name) => {
    expect(runnerEnvironment({ [name]: '1', ACTIONS_RUNNER_HOOK_JOB_STARTED: '/hook' })).not.toHaveProperty(name);
    expect(runnerEnvironment({ [name]: '1', ACTIONS_RUNNER_HOOK_JOB_STARTED: '/hook' })).toHaveProperty('ACTIONS_RUNNER_HOOK_JOB_STARTED');
  },
);

test('a job is seen by the console before its worker starts, and by its worker', async () => {
  const world = fakeWorld();
  const { flags, code } = start(world);
  world.clock.at(1000, () => world.starts[0]?.onLine(`${AT}: Running job: build`));
  const taken = world.clock.at(1900, () => expect([flags.has('job-taken'), flags.has('job-started')]).toEqual([true, false]));
  world.clock.at(2000, () => world.running.add('Runner.Worker'));
  const started = world.clock.at(3100, () => expect(flags.has('job-started')).toBe(true));
  world.clock.at(60_000, () => world.starts[0]?.process.exit(0));
  await Promise.all([taken, started]);
  expect(await code).toBe(0);
});

test('SIGTERM never reaches the listener while it runs a job', async () => {
  const world = fakeWorld();
  const { flags, code } = start(world);
  world.clock.at(2000, () => world.running.add('Runner.Worker'));
  world.clock.at(5000, world.stop);
  const later = world.clock.at(590_000, () => expect(flags.has('may-i-stop')).toBe(false));
  world.clock.at(600_000, () => world.starts[0]?.process.exit(0));
  await later;
  expect(await code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual([]);
});

test('SIGTERM when idle: the registrar is asked, and SIGINT is sent to the listener alone once the runner is removed', async () => {
  const world = fakeWorld();
  const { flags, code } = start(world);
  world.clock.at(3000, world.stop);
  await world.clock.at(20_000, async () => {
    expect(flags.has('may-i-stop')).toBe(true);
    expect(world.starts[0]?.process.signals).toEqual([]);
    await flags.set('stop');
  });
  expect(await code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual(['SIGINT process']);
});

test('a job that takes too long is cancelled by SIGINT, once, and the container ends with 0', async () => {
  const world = fakeWorld(({ process }) => {
    // It cancels the job, waits for it and ends.
    process.onSignal = () => {};
  });
  const { flags, code } = start(world);
  world.clock.at(1000, () => world.running.add('Runner.Worker'));
  world.clock.at(10_000, () => flags.set('cancel-job'));
  world.clock.at(25_000, () => {
    world.running.clear();
    world.starts[0]?.process.exit(0);
  });
  expect(await code).toBe(0);
  expect(world.starts[0]?.process.signals).toEqual(['SIGINT process']);
});

describe('the exit code of the container', () => {
  const endAfter = async (exit: number, texts: readonly string[], flag?: 'stop') => {
    const world = fakeWorld();
    const { flags, code } = start(world);
    if (flag !== undefined) await flags.set(flag);
    for (const text of texts) world.starts[0]?.onLine(`${AT}: ${text}`);
    world.starts[0]?.process.exit(exit);
    return { code: await code, log: world.lines.join('') };
  };
  const JOB = ['Running job: build', 'Job build completed with result: Failed'];

  test.each([
    ['0 after its job, whatever the result', 0, JOB, 0],
    ['0 without a job: its registration was withdrawn, or the job was gone', 0, [], 0],
    ['2 after its job, whose session it could not close', 2, JOB, 0],
    ['2 while its job runs', 2, JOB.slice(0, 1), 2],
    ['2 without a job', 2, [], 2],
  ])('after %s', async (_when, exit, texts, expected) => {
    expect((await endAfter(exit, texts)).code).toBe(expected);
  });

  test.each([
    [1, 'see its last lines above'],
    [3, 'raise RUNNER_VERSION of the image'],
    [4, 'raise RUNNER_VERSION of the image'],
    [5, 'something else uses the registration of this runner'],
    [7, 'raise RUNNER_VERSION of the image'],
  ])('%i stays, and the log has a remedy', async (exit, remedy) => {
    const { code, log } = await endAfter(exit, []);
    expect(code).toBe(exit);
    expect(log).toContain(remedy);
  });

  test('is 0 if the runner was removed meanwhile, whatever the listener makes of that', async () => {
    expect((await endAfter(1, [], 'stop')).code).toBe(0);
  });
});
