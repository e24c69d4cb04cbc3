import { eventually } from '../../../support/eventually';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());

test('a first renewal that fails: no job, exit code 0', async () => {
  bench.devops.stub.set({ exitWithoutJob: true });
  const listener = await bench.listening();
  const job = bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toContain('Running job');
  expect([job.result, job.request?.receiveTime]).toEqual([undefined, undefined]);
});

test('the same when the server refuses the renewal', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'PATCH', path: /jobrequests/, answer: '503' });
  bench.queue('true');
  expect(await listener.exited).toBe(0);
});

test('it hangs after its job until a signal comes', async () => {
  bench.devops.stub.set({ hangAfterJob: true });
  const listener = await bench.listening();
  bench.queue('true');
  await bench.devops.eventually(
    'the session is closed',
    () => bench.seen?.lastCompletedRequestId !== undefined && bench.seen?.status === 'offline',
  );
  expect(listener.code).toBeUndefined();
  listener.signal('SIGINT');
  expect(await listener.exited).toBe(0);
});

test('it hangs so hard that only SIGKILL helps', async () => {
  bench.devops.stub.set({ hangHard: true });
  const listener = await bench.listening();
  bench.queue('true');
  await bench.devops.eventually(
    'the session is closed',
    () => bench.seen?.lastCompletedRequestId !== undefined && bench.seen?.status === 'offline',
  );
  await bench.ignored(listener, 'SIGINT');
  await bench.ignored(listener, 'SIGTERM');
  expect(listener.code).toBeUndefined();
  listener.signal('SIGKILL');
  expect(await listener.exited).toBe(137);
});

test('SIGINT is not heeded', async () => {
  bench.devops.stub.set({ ignoreSigint: true, sigtermExit: 143 });
  const listener = await bench.listening();
  await bench.ignored(listener, 'SIGINT');
  listener.signal('SIGTERM');
  expect(await listener.exited).toBe(143);
});

test('another session: tried again, given up with 1 after the eighth time', async () => {
  await bench.configured();
  const fault = bench.devops.fault({ method: 'POST', path: /sessions/, answer: '409-session' });
  const listener = bench.listen();
  expect(await listener.exited).toBe(1);
  expect(fault.hits).toBe(8);
  expect(listener.output).toContain('Stop retry on SessionConflictException');
});

test('another session that ends in time', async () => {
  await bench.configured();
  bench.devops.fault({ method: 'POST', path: /sessions/, answer: '409-session', times: 3 });
  const listener = bench.listen();
  await listener.says(/Agent reconnected/);
  await bench.devops.eventually('the agent is online', () => bench.seen?.status === 'online');
});

test('the agent was deleted before it listens: exit code 1', async () => {
  await bench.configured();
  await bench.deleteAgents();
  const listener = bench.listen();
  expect([await listener.exited, listener.output]).toEqual([1, expect.stringContaining('The agent no longer exists on the server')]);
});

test('the agent is deleted while it listens: exit code 2', async () => {
  const listener = await bench.listening();
  await bench.deleteAgents();
  expect([await listener.exited, listener.output]).toEqual([2, expect.stringContaining('An error occurred: ')]);
});

test('the server is away for a while: the poll goes on', async () => {
  await bench.configured();
  bench.devops.fault({ path: /\/messages/, answer: '503', times: 3 });
  const listener = bench.listen();
  await listener.says(/Agent connect error: .*Retrying until reconnected\./);
  const job = bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(job.result).toBe('succeeded');
});

test('a session that the server has dropped is opened anew', async () => {
  await bench.configured();
  bench.devops.settings.sessionExpiryMs = 50;
  bench.devops.fault({ path: /\/messages/, answer: '503', times: 4 });
  const listener = bench.listen();
  await listener.says(/Agent connect error/);
  bench.devops.settings.sessionExpiryMs = 300_000;
  await eventually(
    'a second session',
    () => bench.devops.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/sessions')).length >= 2,
  );
  const job = bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(job.result).toBe('succeeded');
});
