import { eventually } from '../../../support/eventually';
import { isAlive } from '../../../support/processes';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

test('a cancelled job gets SIGINT and is reported as canceled', async () => {
  const listener = await bench.listening();
  const job = bench.queue('trap "echo interrupted; exit 1" INT; echo up; while :; do sleep 0.05; done');
  await bench.devops.eventually('the job runs', () => job.log === 'up\n');
  bench.devops.cancelJob(job);
  expect(await listener.exited).toBe(0);
  expect([job.result, job.log]).toEqual(['canceled', 'up\ninterrupted\n']);
  expect(listener.output).toContain('completed with result: Canceled');
});

test('the listener does not notice a job that is cancelled before the pickup', async () => {
  bench.devops.stub.set({ neverPolls: true });
  const listener = await bench.listening();
  const job = bench.queue('true');
  await bench.devops.eventually('it is assigned', () => job.agentName === 'linux-1');
  bench.devops.cancelJob(job);
  await bench.devops.eventually('the agent is idle', () => bench.snapshot?.assignedRequest === undefined);
  expect(listener.code).toBeUndefined();
  expect(listener.output).not.toContain('Running job');
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('an idle listener closes its session and exits with 0', async () => {
    const listener = await bench.listening();
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(bench.snapshot?.status).toBe('offline');
  });

  test('a listener cancels its job, then closes its session', async () => {
    const listener = await bench.listening();
    const job = bench.queue('echo up; sleep 600');
    await bench.devops.eventually('the job runs', () => job.log === 'up\n');
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(job.result).toBe('canceled');
    expect(bench.snapshot?.status).toBe('offline');
  }, 30_000);
});

test('a SIGINT before the listener has installed its handler is lost', async () => {
  bench.devops.stub.set({ sigintLostSeconds: 1 });
  await bench.configured();
  const listener = bench.listen();
  await eventually('it has asked how to behave', () => bench.traces().length > 0);
  listener.signal('SIGINT');
  await listener.says(/Listening for Jobs/);
  expect(bench.traces().join('')).toContain('SIGINT is lost');
});

test('a SIGINT before the listener runs ends it immediately with 1', async () => {
  bench.devops.stub.set({ startSeconds: 600 });
  await bench.configured();
  const listener = bench.listen();
  await eventually('it has subscribed', () => bench.traces().some((log) => log.includes('subscribed to signals')));
  listener.signal('SIGINT');
  expect([await listener.exited, listener.output]).toEqual([1, 'Exiting...\n']);
});

test('the listener exits with 2 if its session cannot be closed', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'DELETE', path: /sessions/, answer: '503' });
  listener.signal('SIGINT');
  expect([await listener.exited, listener.output]).toEqual([2, expect.stringContaining('An error occurred: ')]);
});

test('a job fails on shutdown if FAIL_JOB_WHEN_AGENT_DIES is set', async () => {
  const listener = await bench.listening({ FAIL_JOB_WHEN_AGENT_DIES: 'true' });
  const job = bench.queue('echo up; exec sleep 600');
  await bench.devops.eventually('the job runs', () => job.log === 'up\n');
  listener.signal('SIGINT');
  await listener.exited;
  expect(job.result).toBe('failed');
});

test('a worker that crashes fails the job', async () => {
  const listener = await bench.listening();
  const job = bench.queue('echo up; kill -9 $PPID');
  expect(await listener.exited).toBe(0);
  expect(job.result).toBe('failed');
});

test('the worker and the step of a killed listener end', async () => {
  const listener = await bench.listening();
  const job = bench.queue('echo $$; exec sleep 600');
  await bench.devops.eventually('the job runs', () => job.log !== '');
  listener.signal('SIGKILL');
  await listener.exited;
  await eventually('the worker has ended', () => bench.workers().length === 0);
  await eventually('the step has ended', () => !isAlive(Number(job.log)));
});
