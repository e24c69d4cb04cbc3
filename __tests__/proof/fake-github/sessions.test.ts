import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { type Scene, startScene } from './support/scene';
import type { Session } from './support/service';

let scene: Scene;
let github: FakeGitHub;
let session: Session;
beforeEach(async () => {
  scene = await startScene();
  ({ github, session } = scene);
});
afterEach(() => github.close());

test('a session has the scale set, the statistics, and what a poll needs', async () => {
  await session.close();
  expect((await scene.service.openSession(1, 'host-2')).json).toMatchObject({
    sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    ownerName: 'host-2',
    runnerScaleSet: { id: 1, name: 'linux' },
    messageQueueUrl: expect.stringMatching(/^http:.*\?/),
    statistics: { totalAssignedJobs: 0 },
  });
});

test('a scale set has one session; even its owner does not get a second one', async () => {
  const { status, json } = await scene.service.openSession(1, 'host-1');
  expect(status).toBe(409);
  expect(json).toMatchObject({
    typeName: expect.stringContaining('RunnerScaleSetSessionConflictException'),
    message: 'The runner scale set linux already has an active session for owner host-1.',
  });
  expect((await session.close()).status).toBe(204);
  expect((await scene.service.openSession()).status).toBe(200);
});

test('a closed session is unknown: deleted with 400, refreshed with 404, polled with 401', async () => {
  await session.close();
  expect((await session.close()).json).toMatchObject({
    typeName: expect.stringContaining('RunnerScaleSetSessionExpiredException'),
    message: `The session identifier ${session.id} is not valid.`,
  });
  expect((await session.refresh()).json).toMatchObject({ message: "runner referenced a session ID that doesn't exist in redis" });
  expect((await session.poll()).status).toBe(401);
});

test('an abandoned session expires after 90 seconds', async () => {
  scene.clock.advance(89_999);
  expect((await scene.service.openSession()).status).toBe(409);
  scene.clock.advance(1);
  expect((await scene.service.openSession()).status).toBe(200);
});

test('a poll is held for 50 seconds; afterwards the 90 seconds begin anew', async () => {
  const answer = (async () => session.poll())();
  await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 10);
  scene.clock.advance(49_999);
  expect(github.requests.at(-1)?.status).toBeUndefined();
  scene.clock.advance(1);
  expect((await answer).status).toBe(202);
  scene.clock.advance(89_999);
  await session.acknowledge(1);
  scene.clock.advance(89_999);
  expect((await scene.service.openSession()).status).toBe(409);
  scene.clock.advance(1);
  expect((await scene.service.openSession()).status).toBe(200);
});

test('a refresh brings another token for the same session', async () => {
  const { status, json } = await session.refresh();
  expect({ status, id: json['sessionId'] }).toEqual({ status: 200, id: session.id });
  expect(json['messageQueueAccessToken']).not.toBe(session.token);
  expect(json['messageQueueUrl']).toBe(session.url);
});

test('the queue token expires; with another one the session goes on', async () => {
  github.settings.sessionExpiryMs = 3600_000 * 2;
  github.settings.queueTokenSeconds = 60;
  const { json } = await session.refresh();
  session.token = String(json['messageQueueAccessToken']);
  github.queueJob({ labels: 'linux' });
  scene.clock.advance(60_000);
  for (const answer of [await session.poll(), await session.acknowledge(1), await session.acquire([1])]) expect(answer.status).toBe(401);
  session.token = String((await session.refresh()).json['messageQueueAccessToken']);
  expect((await session.poll()).status).toBe(200);
});

test('a lost session is refused everywhere, and another one can be opened', async () => {
  github.switches.loseSession(1);
  expect((await session.poll()).status).toBe(401);
  expect((await session.refresh()).status).toBe(404);
  expect((await scene.service.openSession()).status).toBe(200);
});

test('all queue tokens can be revoked', async () => {
  expect(github.switches.revokeTokens('queue')).toBe(1);
  expect((await session.poll()).status).toBe(401);
  expect((await session.refresh()).status).toBe(200);
});

test('a new session may have an empty URL, and a refresh may change the URL', async () => {
  await session.close();
  github.settings.emptyQueueUrl = true;
  const opened = await scene.service.openSession();
  expect(opened.json['messageQueueUrl']).toBe('');
  await scene.service.call('DELETE', `runtime/runnerscalesets/1/sessions/${opened.json['sessionId']}`);
  github.settings.emptyQueueUrl = false;
  const next = await scene.service.session();
  github.settings.changesQueueUrl = true;
  const { json } = await next.refresh();
  expect(json['messageQueueUrl']).not.toBe(next.url);
  next.token = String(json['messageQueueAccessToken']);
  expect((await next.poll()).status).toBe(404);
  next.url = String(json['messageQueueUrl']);
  github.queueJob({ labels: 'linux' });
  expect((await next.poll()).status).toBe(200);
});

test.each([
  ['404', 404],
  ['401', 401],
] as const)('when the scale set is deleted, its poll ends with %s', async (deletedSetPoll, status) => {
  github.settings.deletedSetPoll = deletedSetPoll;
  const answer = (async () => session.poll())();
  await github.eventually('the poll is held', () => github.scaleSets[0]?.capacity === 10);
  github.switches.deleteScaleSet(1);
  expect((await answer).status).toBe(status);
  expect((await session.poll()).status).toBe(status);
  expect((await session.refresh()).status).toBe(404);
});

test('a poll needs its version in the Accept header, and a number as its capacity', async () => {
  expect((await session.poll({ headers: { accept: 'application/json' } })).status).toBe(400);
  expect((await session.poll({ headers: { 'x-scalesetmaxcapacity': 'many' } })).status).toBe(400);
});

test('jobs are acquired with the queue token, not with the admin token', async () => {
  session.token = scene.service.token;
  expect((await session.acquire([1])).status).toBe(401);
});

test('a queue token is good for its own session and scale set only', async () => {
  await scene.service.createSet('other');
  const other = await scene.service.session(2);
  const foreign = await scene.service.call('POST', 'runtime/runnerscalesets/2/acquirejobs', {
    authorization: `Bearer ${session.token}`,
    body: [701],
  });
  expect(foreign.status).toBe(401);
  other.token = session.token;
  expect((await other.poll()).status).toBe(401);
  expect((await other.acknowledge(1)).status).toBe(401);
});
