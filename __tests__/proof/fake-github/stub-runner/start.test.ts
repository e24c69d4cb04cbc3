import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../support/eventually';
import { isAlive } from '../../../support/processes';
import { Bench } from './support/runner-bench';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

const listener = (args: readonly string[] = ['run'], env: Record<string, string> = {}) => bench.start('bin/Runner.Listener', args, env);

test('a runner without a configuration exits with 1', async () => {
  const child = listener();
  expect([await child.exited, child.output]).toEqual([1, 'Runner is not configured.\n']);
});

test.each(['no-base64-of-json', Buffer.from('{').toString('base64')])('the configuration "%s" is refused with 1', async (config) => {
  const child = listener(['run', '--jitconfig', config]);
  expect(await child.exited).toBe(1);
  expect(child.output).not.toBe('');
});

test('the configuration may be a variable, which no job sees; the argument wins', async () => {
  const config = await bench.jitConfig();
  const child = listener(['run'], { actions_runner_input_jitconfig: config, ACTIONS_RUNNER_INPUT_OTHER: 'x' });
  await child.says(/Listening for Jobs/);
  const job = bench.queue('env | grep -i actions_runner_input; cat /proc/$PPID/environ | tr "\\0" "\\n" | grep -ci jitconfig; true');
  expect(await child.exited).toBe(0);
  expect(job.log).toBe('0\n');
  const second = listener(['run', '--jitconfig', await bench.jitConfig('runner-2')], { ACTIONS_RUNNER_INPUT_JITCONFIG: 'wrong' });
  await second.says(/Listening for Jobs/);
});

test('files that are already there are enough', async () => {
  const files: Record<string, string> = JSON.parse(Buffer.from(await bench.jitConfig(), 'base64').toString());
  for (const [name, content] of Object.entries(files)) writeFileSync(join(bench.home, name), Buffer.from(content, 'base64'));
  const child = listener();
  await child.says(/Listening for Jobs/);
});

test('a command or an argument that is unknown is refused with 1', async () => {
  for (const args of [['configure'], ['run', '--url', 'x']]) expect(await listener(args).exited).toBe(1);
});

test('the work folder is absolute, or in the folder of the runner', async () => {
  const work = join(bench.home, 'elsewhere', 'work');
  const child = listener(['run', '--jitconfig', await bench.jitConfig('runner-1', work)]);
  await child.says(/Listening for Jobs/);
  const job = bench.queue('pwd');
  expect(await child.exited).toBe(0);
  expect(job.log).toBe(`${work}\n`);
});

test.each([
  [2, 2],
  [7, 7],
])('the listener can be told to exit with %i', async (exitCode, code) => {
  bench.github.stub.set({ exitCode });
  expect(await listener(['run', '--jitconfig', await bench.jitConfig()]).exited).toBe(code);
});

test.each(['start', 'idle', 'job'] as const)('the listener can be told to crash: %s', async (crash) => {
  bench.github.stub.set({ crash });
  const child = listener(['run', '--jitconfig', await bench.jitConfig()]);
  if (crash === 'job') bench.queue('sleep 600');
  expect(await child.exited).toBe(128 + 9);
  expect(child.output.includes('Listening for Jobs')).toBe(crash !== 'start');
});

test('the listener can be told to ignore SIGINT, and to hang after its job', async () => {
  bench.github.stub.set({ ignoreSigint: true, hangAfterJob: true });
  const child = await bench.listening();
  child.signal('SIGINT');
  await eventually('it ignores SIGINT', () => bench.diagnostics.includes('SIGINT is ignored'));
  const job = bench.queue('true');
  await child.says(/completed with result: Succeeded/);
  expect(job.result).toBe('succeeded');
  await child.says(/Removed .runner/);
  child.signal('SIGTERM');
  await eventually('it ignores SIGTERM', () => bench.diagnostics.includes('SIGTERM is ignored'));
  expect(isAlive(child.pid)).toBe(true);
});

test('a variable copies the diagnostic log to stdout', async () => {
  const child = await bench.listening({ ACTIONS_RUNNER_PRINT_LOG_TO_STDOUT: '1' });
  bench.queue('true');
  expect(await child.exited).toBe(0);
  expect(child.output).toMatch(/\[RUNNER .*Z INFO Runner\] Message 1: RunnerJobRequest\n/);
});

describe('run.sh', () => {
  test('runs the listener, and ends with 0 whatever happened', async () => {
    const run = bench.start('run.sh', ['--jitconfig', await bench.jitConfig()]);
    await run.says(/Listening for Jobs/);
    bench.queue('exit 1');
    expect(await run.exited).toBe(0);
    expect(run.output).toContain('Runner listener exit with 0 return code, stop the service, no retry needed.\nExiting runner...\n');
    expect(existsSync(join(bench.home, 'run-helper.sh'))).toBe(true);
    expect(await bench.start('run.sh').exited).toBe(0);
  });

  test('refuses root without the variable', async () => {
    writeFileSync(join(bench.home, 'id'), '#!/bin/bash\necho 0\n');
    chmodSync(join(bench.home, 'id'), 0o755);
    const env = { PATH: `${bench.home}:${process.env['PATH']}`, RUNNER_ALLOW_RUNASROOT: '' };
    const plain = bench.start('run.sh', [], env);
    expect([await plain.exited, plain.lines[0]]).toEqual([0, 'Must not run interactively with sudo']);
    expect(await bench.start('run.sh', [], { ...env, RUNNER_MANUALLY_TRAP_SIG: '1' }).exited).toBe(1);
  });

  test('forwards SIGTERM as SIGINT with the variable for that', async () => {
    const run = bench.start('run.sh', ['--jitconfig', await bench.jitConfig()], { RUNNER_MANUALLY_TRAP_SIG: '1' });
    await run.says(/Listening for Jobs/);
    run.signal('SIGTERM');
    expect(await run.exited).toBe(143);
    expect(run.output).toContain('Exiting...\n');
    expect(readFileSync(join(bench.home, 'run-helper.sh'), 'utf8')).toContain('Runner.Listener');
  });
});
