import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../support/eventually';
import { commandLine } from '../../../support/processes';
import { Bench } from './support/runner-bench';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

test('a runner takes one job, removes its files, and exits with 0; its registration is gone', async () => {
  const listener = await bench.listening({ COLOUR: 'crimson' });
  expect(bench.configFiles).toHaveLength(3);
  const job = bench.queue('echo $COLOUR $GITHUB_ACTIONS $RUNNER_NAME; pwd; echo oops >&2');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toMatch(
    /^\n√ Connected to GitHub\n\nCurrent runner version: '2\.336\.0'\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: Listening for Jobs\n.*Z: Running job: build\n.*Z: Job build completed with result: Succeeded\n√ Removed \.credentials\n/,
  );
  expect(listener.output).not.toContain('crimson');
  expect(job.log).toBe(`crimson true runner-1\n${join(bench.home, '_work')}\noops\n`);
  expect([job.result, job.runnerName, bench.github.runners, bench.configFiles]).toEqual(['succeeded', 'runner-1', [], []]);
});

test('a failed script fails the job; the exit code of the listener is 0', async () => {
  const listener = await bench.listening();
  const job = bench.queue('exit 3');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toContain('Job build completed with result: Failed');
  expect(job.result).toBe('failed');
});

test('while a job runs, /proc shows a worker as the child of the listener', async () => {
  const listener = await bench.listening();
  const go = join(bench.home, 'go');
  bench.queue(`while [ ! -e ${go} ]; do sleep 0.05; done`);
  const [worker] = await eventually('a worker runs', () => (bench.workers().length === 1 ? bench.workers() : undefined));
  expect(readFileSync(`/proc/${worker}/stat`, 'utf8')).toMatch(new RegExp(`\\) . ${listener.pid} `));
  expect(commandLine(listener.pid)[0]).toBe(join(bench.home, 'bin', 'Runner.Listener'));
  writeFileSync(go, '');
  expect(await listener.exited).toBe(0);
  expect(bench.workers()).toEqual([]);
});

test('processes that a job leaves behind are killed at its end', async () => {
  const listener = await bench.listening();
  const job = bench.queue('setsid sleep 600 >/dev/null 2>&1 & echo left $!');
  expect(await listener.exited).toBe(0);
  expect(job.log).toMatch(/left (\d+)\nTerminate orphan process: pid \(\1\)/);
});

test('a cancelled job ends as canceled', async () => {
  const listener = await bench.listening();
  const job = bench.queue('trap "echo interrupted; exit 1" INT; echo up; while :; do sleep 0.05; done');
  await bench.github.eventually('the job runs', () => job.log === 'up\n');
  bench.github.cancelJob(job);
  expect(await listener.exited).toBe(0);
  expect([job.result, job.log]).toEqual(['canceled', 'up\ninterrupted\n']);
  expect(listener.output).toContain('completed with result: Canceled');
});

test('a listener does not notice that a job was cancelled before it was sent', async () => {
  bench.github.stub.set({ neverPolls: true });
  const listener = await bench.listening();
  const job = bench.queue('true');
  await bench.github.eventually('it is sent', () => job.runnerName === 'runner-1');
  bench.github.cancelJob(job);
  expect(bench.github.runner('runner-1')).toMatchObject({ status: 'online', jobId: undefined });
  expect(listener.code).toBeUndefined();
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('an idle listener closes its session and exits with 0; it stays registered', async () => {
    const listener = await bench.listening();
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(listener.output.includes('Exiting...')).toBe(signal === 'SIGINT');
    expect(bench.github.runner('runner-1').status).toBe('offline');
  });

  test('a listener cancels its job and waits for its end', async () => {
    const listener = await bench.listening();
    const job = bench.queue('echo up; exec sleep 600');
    await bench.github.eventually('the job runs', () => job.log === 'up\n');
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(job.result).toBe('canceled');
    expect(bench.github.runners).toEqual([]);
  }, 30_000);
});

test('a removed runner that is idle removes its files and exits with 0', async () => {
  const listener = await bench.listening();
  await bench.github.eventually('it polls', () =>
    bench.github.requests.some(({ path, status }) => path.endsWith('/message') && status === undefined),
  );
  expect((await bench.service.remove(1)).status).toBe(204);
  expect(await listener.exited).toBe(0);
  expect(listener.output).toContain('The runner no longer exists on the server. Cleaning up local configuration.\n');
  expect(bench.configFiles).toEqual([]);
});

test('a runner that was removed before it started exits with 1', async () => {
  const config = await bench.jitConfig();
  await bench.service.remove(1);
  const listener = bench.start('bin/Runner.Listener', ['run', '--jitconfig', config]);
  expect(await listener.exited).toBe(1);
  expect(listener.output).toContain('Failed to create a session. The runner registration has been deleted from the server');
});

test('a second listener with the same configuration gives up after eight tries, with 5', async () => {
  const config = await bench.jitConfig();
  const first = bench.start('bin/Runner.Listener', ['run', '--jitconfig', config]);
  await first.says(/Listening for Jobs/);
  const second = bench.start('bin/Runner.Listener', ['run', '--jitconfig', config]);
  expect(await second.exited).toBe(5);
  expect(second.lines.filter((line) => line === 'A session for this runner already exists.')).toHaveLength(8);
});

test('a listener that loses its assignment lives on without working, although its registration is gone', async () => {
  bench.github.switches.loseAssignments();
  const listener = await bench.listening();
  const job = bench.queue('true');
  await eventually('it skips the job', () => bench.diagnostics.includes('Skipping message Job.'));
  expect([bench.github.runners, job.state]).toEqual([[], 'assigned']);
  await bench.github.eventually('it polls', () => bench.github.requests.at(-1)?.path.endsWith('/message') === true);
  expect(bench.github.requests.at(-1)?.status).toBeUndefined();
  expect(listener.output).not.toContain('Running job');
});

test('a worker that crashes fails the job', async () => {
  const listener = await bench.listening();
  const job = bench.queue('echo up; kill -9 $PPID');
  expect(await listener.exited).toBe(0);
  expect(job.result).toBe('failed');
});

test('the worker and the step of a killed listener end; the runner is busy until the lock lapses', async () => {
  const listener = await bench.listening();
  const job = bench.queue('echo $$; exec sleep 600');
  await bench.github.eventually('the job runs', () => job.log !== '');
  listener.signal('SIGKILL');
  await listener.exited;
  await eventually('the worker has ended', () => bench.workers().length === 0);
  expect((await bench.service.remove(1)).status).toBe(400);
});
