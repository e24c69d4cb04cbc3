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

test('the server knows no such agent before it listens: exit code 1', async () => {
  await bench.configured();
  bench.devops.fault({ method: 'POST', path: /sessions/, answer: '404' });
  const listener = bench.listen();
  expect([await listener.exited, listener.output]).toEqual([1, expect.stringContaining('The agent no longer exists on the server')]);
});

const tokenRequests = () => bench.devops.requests.filter(({ path }) => path.endsWith('/_oauth/token')).length;

test('its key is not known before it listens: it asks for ever', async () => {
  await bench.configured();
  await bench.deleteAgents();
  const before = tokenRequests();
  const listener = bench.listen();
  await listener.says(/Agent connect error: no agent with a key has this client id/);
  await eventually('ten tries', () => tokenRequests() >= before + 10);
  expect(listener.code).toBeUndefined();
});

test('its key is not known any more while it listens: it asks for ever', async () => {
  bench.devops.settings.deletedAgent = 'invalidClient';
  const listener = await bench.listening();
  const before = tokenRequests();
  await bench.deleteAgents();
  await eventually('ten tries', () => tokenRequests() >= before + 10);
  expect(listener.code).toBeUndefined();
  expect(listener.output).not.toContain('no longer exists');
});

test('its key was revoked: exit code 0', async () => {
  bench.devops.settings.longPollMs = 100;
  const listener = await bench.listening();
  const body = { typeKey: 'TaskAgentAccessTokenExpiredException', message: 'The access token has expired.' };
  bench.devops.fault({ path: /\/messages/, answer: { status: 400, body } });
  expect(await listener.exited).toBe(0);
});

test('a session that cannot be closed after a good job: exit code 2', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'DELETE', path: /sessions/, answer: '503' });
  const job = bench.queue('true');
  expect([await listener.exited, job.result]).toEqual([2, 'succeeded']);
});

test('an agent that crashed leaves its session: conflicts for the next start, until the agent is deleted', async () => {
  const first = await bench.listening();
  first.signal('SIGKILL');
  await first.exited;
  const second = bench.listen();
  await second.says(/A session for this agent already exists/);
  expect(bench.seen?.status).toBe('online');
  await second.kill();
  await bench.deleteAgents();
  bench.agent.forget();
  const third = await bench.listening();
  expect(third.output).not.toContain('A session for this agent already exists');
});

test('the worker needs nothing of what the listener signs in with', async () => {
  const listener = await bench.listening();
  const job = bench.queue(`rm ${bench.agent.home}/.credentials ${bench.agent.home}/.credentials_rsaparams; echo done`);
  expect([await listener.exited, job.result, job.log]).toEqual([0, 'succeeded', 'done\n']);
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
