import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { assertion, Listener, requestToken } from '../support/listener';
import { type Scene, startScene } from '../support/scene';

let scene: Scene;
let github: FakeGitHub;
beforeEach(async () => {
  scene = await startScene();
  ({ github } = scene);
});
afterEach(() => github.close());

const register = (name = 'runner-1') => Listener.register(github, scene.service, name, scene.clock.now());

async function online(name = 'runner-1'): Promise<Listener> {
  const listener = await register(name);
  await listener.open();
  return listener;
}

/** A job that was sent to the listener. */
async function sentJob(listener: Listener) {
  const job = github.queueJob({ labels: 'linux', name: 'test', script: 'true' });
  await scene.session.next();
  const { json } = await listener.poll();
  return { job, message: json };
}

test.each([
  ['another audience', { aud: 'http://elsewhere' }],
  ['another issuer', { iss: 'someone' }],
  ['an old time', { nbf: 0, exp: 60 }],
])('an assertion with %s is refused', async (_, changes) => {
  const { jitConfig } = await register();
  const { status, json } = await requestToken(github, assertion(jitConfig, scene.clock.now(), changes));
  expect({ status, error: json['error'] }).toEqual({ status: 400, error: 'invalid_client' });
});

test('a removed runner gets no token and no session', async () => {
  const listener = await register();
  await scene.service.remove(listener.id);
  const { json } = await requestToken(github, assertion(listener.jitConfig, scene.clock.now()));
  expect(json).toMatchObject({ error: 'invalid_client', error_description: expect.stringContaining('was not found') });
  expect((await listener.open()).json['typeName']).toContain('AgentNotFoundException');
});

test('a runner is online with its session, and has one', async () => {
  const listener = await register();
  expect((await listener.open()).status).toBe(200);
  expect(github.runner('runner-1').status).toBe('online');
  const { status, json } = await listener.open();
  expect({ status, type: json['typeName'] }).toEqual({ status: 409, type: expect.stringContaining('SessionConflictException') });
  expect((await listener.close()).status).toBe(204);
  expect(github.runner('runner-1').status).toBe('offline');
  expect((await listener.open()).status).toBe(200);
});

test('a runner without polls is offline after a minute', async () => {
  const listener = await online();
  scene.clock.advance(59_999);
  expect(github.runner('runner-1').status).toBe('online');
  scene.clock.advance(1);
  expect(github.runner('runner-1').status).toBe('offline');
  expect((await listener.poll()).json['typeName']).toContain('SessionExpiredException');
});

test('a job is sent, acquired, renewed and completed; then the registration is gone', async () => {
  const listener = await online();
  const { job, message } = await sentJob(listener);
  expect(message).toMatchObject({ messageId: 1, messageType: 'RunnerJobRequest' });
  expect(JSON.parse(String(message['body']))).toEqual({
    id: job.jobId,
    runner_request_id: job.jobId,
    run_service_url: `${github.origin}/_runner/run`,
    should_acknowledge: false,
  });
  expect(job.state).toBe('assigned');
  expect((await listener.acquire(job.jobId)).json).toMatchObject({ jobId: job.jobId, jobDisplayName: 'test', script: 'true' });
  expect(job.state).toBe('running');
  expect((await listener.renew(job.jobId)).json).toEqual({ lockedUntil: '2026-01-05T10:10:00.000Z' });
  expect((await listener.call('POST', `stub/logs/${job.jobId}`, 'hello\n')).status).toBe(204);
  expect((await listener.complete(job.jobId)).status).toBe(204);
  expect([job.result, job.log, github.runners]).toEqual(['succeeded', 'hello\n', []]);
  expect((await listener.renew(job.jobId)).status).toBe(404);
});

test('a renewal keeps the job; without one it fails after ten minutes', async () => {
  const listener = await online();
  const { job } = await sentJob(listener);
  await listener.acquire(job.jobId);
  github.settings.runnerLostMs = Number.MAX_SAFE_INTEGER;
  scene.clock.advance(599_999);
  await listener.renew(job.jobId);
  scene.clock.advance(599_999);
  expect(job.state).toBe('running');
  scene.clock.advance(1);
  expect(job.result).toBe('failed');
  expect((await listener.complete(job.jobId)).status).toBe(404);
});

test('another runner cannot acquire the job', async () => {
  const listener = await online();
  const { job } = await sentJob(listener);
  const other = await online('runner-2');
  expect((await other.acquire(job.jobId)).status).toBe(404);
  expect((await listener.acquire(job.jobId)).status).toBe(200);
});

test('a cancelled job is reported to its runner, which ends it', async () => {
  const listener = await online();
  const { job } = await sentJob(listener);
  await listener.acquire(job.jobId);
  github.cancelJob(job);
  const { json } = await listener.poll();
  expect({ ...json, body: JSON.parse(String(json['body'])) }).toMatchObject({ messageType: 'JobCancellation', body: { jobId: job.jobId } });
  expect(job.state).toBe('running');
  await listener.complete(job.jobId, 'canceled');
  expect(job.result).toBe('canceled');
});

test('a job that is cancelled after it was sent cannot be acquired; the runner stays', async () => {
  const listener = await online();
  const { job } = await sentJob(listener);
  github.cancelJob(job);
  expect((await listener.acquire(job.jobId)).status).toBe(404);
  expect(github.runner('runner-1')).toMatchObject({ status: 'online', jobId: undefined });
});

test('a job that is cancelled before its listener polls is not sent to it; the next one is', async () => {
  const listener = await online();
  const cancelled = github.queueJob({ labels: 'linux' });
  await scene.session.next();
  github.cancelJob(cancelled);
  const next = github.queueJob({ labels: 'linux' });
  await scene.session.next();
  const { json } = await listener.poll();
  expect(JSON.parse(String(json['body']))).toMatchObject({ id: next.jobId });
});

test('a held poll of a removed runner ends with its removal', async () => {
  const listener = await online();
  const poll = listener.poll();
  await github.eventually('the poll is held', () =>
    github.requests.some(({ path, status }) => path.endsWith('/message') && status === undefined),
  );
  expect((await scene.service.remove(listener.id)).status).toBe(204);
  const { status, json } = await poll;
  expect({ status, type: json['typeName'] }).toEqual({ status: 404, type: expect.stringContaining('AgentNotFoundException') });
});

test('an assignment is lost while the runner acquires it: the registration is gone, another runner gets the job', async () => {
  github.switches.loseAssignments();
  const listener = await online();
  const { job } = await sentJob(listener);
  expect((await listener.acquire(job.jobId)).status).toBe(409);
  expect([github.runners, job.state]).toEqual([[], 'assigned']);
  const next = await online('runner-2');
  await next.poll();
  expect((await next.acquire(job.jobId)).status).toBe(200);
});
