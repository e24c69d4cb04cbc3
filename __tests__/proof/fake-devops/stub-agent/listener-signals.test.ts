import { eventually } from '../../../support/eventually';
import { isAlive } from '../../../support/processes';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());

test('a cancelled job gets SIGINT and is told canceled', async () => {
  const listener = await bench.listening();
  const job = bench.queue('trap "echo interrupted; exit 1" INT; echo up; while :; do sleep 0.05; done');
  await bench.devops.eventually('the job runs', () => job.log === 'up\n');
  bench.devops.cancelJob(job);
  expect(await listener.exited).toBe(0);
  expect([job.result, job.log]).toEqual(['canceled', 'up\ninterrupted\n']);
  expect(listener.output).toContain('completed with result: Canceled');
});

test('a job cancelled before its pickup is never heard of', async () => {
  bench.devops.stub.set({ neverPolls: true });
  const listener = await bench.listening();
  const job = bench.queue('true');
  await bench.devops.eventually('it is assigned', () => job.agentName === 'linux-1');
  bench.devops.cancelJob(job);
  await bench.devops.eventually('the agent is idle', () => bench.seen?.assignedRequest === undefined);
  expect(listener.code).toBeUndefined();
  expect(listener.output).not.toContain('Running job');
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('ends an idle listener with 0, its session closed', async () => {
    const listener = await bench.listening();
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(bench.seen?.status).toBe('offline');
  });

  test('cancels the job, and the session is closed after it', async () => {
    const listener = await bench.listening();
    const job = bench.queue('echo up; sleep 600');
    await bench.devops.eventually('the job runs', () => job.log === 'up\n');
    listener.signal(signal);
    expect(await listener.exited).toBe(0);
    expect(job.result).toBe('canceled');
    expect(bench.seen?.status).toBe('offline');
  }, 30_000);
});

test('SIGINT before the listener has subscribed to it is swallowed', async () => {
  bench.devops.stub.set({ deafSeconds: 1 });
  await bench.configured();
  const listener = bench.listen();
  await eventually('it has asked how to behave', () => bench.traces().length > 0);
  listener.signal('SIGINT');
  await listener.says(/Listening for Jobs/);
  expect(bench.traces().join('')).toContain('SIGINT is swallowed');
});

test('SIGINT before the listener runs ends it at once with 1', async () => {
  bench.devops.stub.set({ startSeconds: 600 });
  await bench.configured();
  const listener = bench.listen();
  await eventually('it has subscribed', () => bench.traces().some((log) => log.includes('subscribed to signals')));
  listener.signal('SIGINT');
  expect([await listener.exited, listener.output]).toEqual([1, 'Exiting...\n']);
});

test('a session that cannot be closed makes it end with 2', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'DELETE', path: /sessions/, answer: '503' });
  listener.signal('SIGINT');
  expect([await listener.exited, listener.output]).toEqual([2, expect.stringContaining('An error occurred: ')]);
});

test('a job fails instead when the agent is told so', async () => {
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

test('a listener that is killed takes its worker and the step with it', async () => {
  const listener = await bench.listening();
  const job = bench.queue('echo $$; exec sleep 600');
  await bench.devops.eventually('the job runs', () => job.log !== '');
  listener.signal('SIGKILL');
  await listener.exited;
  await eventually('the worker has ended', () => bench.workers().length === 0);
  await eventually('the step has ended', () => !isAlive(Number(job.log)));
});
