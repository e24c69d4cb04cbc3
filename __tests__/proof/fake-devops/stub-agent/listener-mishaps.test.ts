import { eventually } from '../../../support/eventually';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

test('the listener runs no job and exits with 0 if the first renewal fails', async () => {
  bench.devops.stub.set({ exitWithoutJob: true });
  const listener = await bench.listening();
  const job = bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toContain('Running job');
  expect([job.result, job.request?.receiveTime]).toEqual([undefined, undefined]);
});

test('the listener runs no job and exits with 0 if the server refuses the renewal', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'PATCH', path: /jobrequests/, answer: '503' });
  bench.queue('true');
  expect(await listener.exited).toBe(0);
});

test('with hangAfterJob, the listener hangs until it gets a signal', async () => {
  bench.devops.stub.set({ hangAfterJob: true });
  const listener = await bench.listening();
  bench.queue('true');
  await bench.devops.eventually(
    'the session is closed',
    () => bench.snapshot?.lastCompletedRequestId !== undefined && bench.snapshot?.status === 'offline',
  );
  expect(listener.code).toBeUndefined();
  listener.signal('SIGINT');
  expect(await listener.exited).toBe(0);
});

test('with hangIgnoringSignals, only SIGKILL ends the listener', async () => {
  bench.devops.stub.set({ hangIgnoringSignals: true });
  const listener = await bench.listening();
  bench.queue('true');
  await bench.devops.eventually(
    'the session is closed',
    () => bench.snapshot?.lastCompletedRequestId !== undefined && bench.snapshot?.status === 'offline',
  );
  await bench.sendIgnored(listener, 'SIGINT');
  await bench.sendIgnored(listener, 'SIGTERM');
  expect(listener.code).toBeUndefined();
  listener.signal('SIGKILL');
  expect(await listener.exited).toBe(137);
});

test('with ignoreSigint, the listener ignores SIGINT', async () => {
  bench.devops.stub.set({ ignoreSigint: true, sigtermExit: 143 });
  const listener = await bench.listening();
  await bench.sendIgnored(listener, 'SIGINT');
  listener.signal('SIGTERM');
  expect(await listener.exited).toBe(143);
});

test('the listener retries while the agent has another session, and exits with 1 after the eighth conflict', async () => {
  await bench.configured();
  const fault = bench.devops.fault({ method: 'POST', path: /sessions/, answer: '409-session' });
  const listener = bench.listen();
  expect(await listener.exited).toBe(1);
  expect(fault.hits).toBe(8);
  expect(listener.output).toContain('Stop retry on SessionConflictException');
});

test('the listener opens its session once the other session has ended', async () => {
  await bench.configured();
  bench.devops.fault({ method: 'POST', path: /sessions/, answer: '409-session', times: 3 });
  const listener = bench.listen();
  await listener.says(/Agent reconnected/);
  await bench.devops.eventually('the agent is online', () => bench.snapshot?.status === 'online');
});

test('the listener exits with 1 if the agent was deleted before it listens', async () => {
  await bench.configured();
  bench.devops.fault({ method: 'POST', path: /sessions/, answer: '404' });
  const listener = bench.listen();
  expect([await listener.exited, listener.output]).toEqual([1, expect.stringContaining('The agent no longer exists on the server')]);
});

const tokenRequests = () => bench.devops.requests.filter(({ path }) => path.endsWith('/_oauth/token')).length;

test('the listener retries without limit if the key is unknown before it listens', async () => {
  await bench.configured();
  await bench.deleteAgents();
  const before = tokenRequests();
  const listener = bench.listen();
  await listener.says(/Agent connect error: no agent with a key has this client id/);
  await eventually('ten tries', () => tokenRequests() >= before + 10);
  expect(listener.code).toBeUndefined();
});

test('the listener retries without limit if the key becomes unknown while it listens', async () => {
  bench.devops.settings.deletedAgent = 'invalidClient';
  const listener = await bench.listening();
  const before = tokenRequests();
  await bench.deleteAgents();
  await eventually('ten tries', () => tokenRequests() >= before + 10);
  expect(listener.code).toBeUndefined();
  expect(listener.output).not.toContain('no longer exists');
});

test('the listener exits with 0 if its key was revoked', async () => {
  bench.devops.settings.longPollMs = 100;
  const listener = await bench.listening();
  const body = { typeKey: 'TaskAgentAccessTokenExpiredException', message: 'The access token has expired.' };
  bench.devops.fault({ path: /\/messages/, answer: { status: 400, body } });
  expect(await listener.exited).toBe(0);
});

test('the listener exits with 2 if its session cannot be closed after a successful job', async () => {
  const listener = await bench.listening();
  bench.devops.fault({ method: 'DELETE', path: /sessions/, answer: '503' });
  const job = bench.queue('true');
  expect([await listener.exited, job.result]).toEqual([2, 'succeeded']);
});

test('the session of a crashed agent conflicts with the next start, until the agent is deleted', async () => {
  const first = await bench.listening();
  first.signal('SIGKILL');
  await first.exited;
  const second = bench.listen();
  await second.says(/A session for this agent already exists/);
  expect(bench.snapshot?.status).toBe('online');
  await second.kill();
  await bench.deleteAgents();
  bench.agent.unconfigure();
  const third = await bench.listening();
  expect(third.output).not.toContain('A session for this agent already exists');
});

test("the worker does not use the listener's credential", async () => {
  const listener = await bench.listening();
  const job = bench.queue(`rm ${bench.agent.home}/.credentials ${bench.agent.home}/.credentials_rsaparams; echo done`);
  expect([await listener.exited, job.result, job.log]).toEqual([0, 'succeeded', 'done\n']);
});

test('the listener exits with 2 if the agent is deleted while it listens', async () => {
  const listener = await bench.listening();
  await bench.deleteAgents();
  expect([await listener.exited, listener.output]).toEqual([2, expect.stringContaining('An error occurred: ')]);
});

test('the listener continues to poll after an outage of the server', async () => {
  await bench.configured();
  bench.devops.fault({ path: /\/messages/, answer: '503', times: 3 });
  const listener = bench.listen();
  await listener.says(/Agent connect error: .*Retrying until reconnected\./);
  const job = bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(job.result).toBe('succeeded');
});

test('the listener opens a new session if the server has closed the old one', async () => {
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
