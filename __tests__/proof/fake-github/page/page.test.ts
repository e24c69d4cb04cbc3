import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { documentTests } from '../../fake-devops/page/support/document-tests';
import { call } from '../support/client';
import { Listener } from '../support/listener';
import { announce, type Scene, START, startScene } from '../support/scene';
import { currentState, states } from './support/states';

let scene: Scene;
let github: FakeGitHub;
beforeEach(async () => {
  scene = await startScene();
  github = scene.github;
});
afterEach(() => github.close());

const send = (method: string, path: string, body?: unknown, headers = {}) =>
  call(github, method, `${github.origin}${path}`, {
    authorization: '',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

documentTests(() => github);

test('the page gets the scale sets with their sessions and statistics, and a job after it is queued', async () => {
  const received = states(github);
  const { value: before } = await received.next();
  expect(before).toMatchObject({
    url: github.origin,
    now: Date.parse(START),
    mode: 'direct',
    configUrls: [`${github.origin}/contoso`, `${github.origin}/contoso/app`],
    repositories: ['contoso/app'],
    waiting: 0,
    jobs: [],
    runners: [],
    scaleSets: [
      {
        id: 1,
        name: 'linux',
        scope: 'contoso',
        group: 'Default',
        labels: ['linux'],
        session: { owner: 'host-1', capacity: null },
        statistics: { totalAssignedJobs: 0, totalRegisteredRunners: 0 },
      },
    ],
  });
  const job = github.queueJob({ labels: 'linux', name: 'Build' });
  const { value: after } = await received.next();
  expect(after).toMatchObject({
    waiting: 1,
    running: 0,
    jobs: [{ id: job.id, name: 'Build', labels: ['linux'], state: 'queued', result: null, runner: null, repository: 'contoso/app' }],
  });
  await received.return(undefined);
});

test('a job is shown with its scale set and its runner as it is assigned, runs and ends', async () => {
  await announce(scene, 7);
  const { id } = github.queueJob({ labels: 'linux', name: 'Build' });
  const assigned = { waiting: 1, running: 0, jobs: [{ id, state: 'assigned', scaleSet: 'linux', runner: null }] };
  const scaleSets = [{ session: { owner: 'host-1', capacity: 7 }, statistics: { totalAssignedJobs: 1, totalRunningJobs: 0 } }];
  expect(await currentState(github)).toMatchObject({ ...assigned, scaleSets });
  await scene.service.jit('runner-1');
  expect((await currentState(github)).runners).toMatchObject([{ name: 'runner-1', status: 'offline', job: null, scaleSet: 'linux' }]);
  github.connect('runner-1');
  expect(await currentState(github)).toMatchObject({
    waiting: 0,
    running: 1,
    online: 1,
    jobs: [{ state: 'running', runner: 'runner-1', pickedUp: Date.parse(START) + github.settings.longPollMs }],
    runners: [{ status: 'online', job: { id, name: 'Build' } }],
    scaleSets: [{ statistics: { totalRunningJobs: 1, totalBusyRunners: 1, totalIdleRunners: 0 } }],
  });
  github.finishJob({ id }, 'failed');
  expect(await currentState(github)).toMatchObject({
    running: 0,
    succeeded: 0,
    notSucceeded: 1,
    jobs: [{ state: 'completed', result: 'failed', runner: 'runner-1' }],
    runners: [],
  });
});

test('only the newest 100 jobs are sent, newest first; all are counted', async () => {
  const jobs = github.queueJobs({ labels: 'linux' }, 101);
  const state = await currentState(github);
  expect(state.waiting).toBe(101);
  expect(state.jobs.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).reverse().slice(0, 100)); // biome-ignore format: one line
});

test('the newest requests of clients are shown, without their queries and without those of the page', async () => {
  await call(github, 'GET', '/orgs/contoso/actions/runners?name=secret');
  await call(github, 'GET', '/orgs/contoso/actions/runners', { authorization: 'Bearer wrong' });
  await send('GET', '/');
  const { requests } = await currentState(github);
  const path = '/api/v3/orgs/contoso/actions/runners';
  expect(requests.slice(0, 2)).toEqual([
    { at: Date.parse(START), method: 'GET', path, status: 401, user: '' },
    { at: Date.parse(START), method: 'GET', path, status: 200, user: expect.stringMatching(/./) },
  ]);
  expect(requests.filter((request) => request.path === '/' || request.path.startsWith('/_page'))).toEqual([]);
  expect(JSON.stringify(requests)).not.toContain('secret');
});

test('at most 50 requests are sent', async () => {
  for (let count = 0; count < 51; count++) await call(github, 'GET', '/orgs/contoso/actions/runners');
  expect((await currentState(github)).requests).toHaveLength(50);
});

test('the page gets a state after a request that changed nothing', async () => {
  const received = states(github);
  await received.next();
  await call(github, 'GET', '/orgs/contoso/actions/runners');
  const { value } = await received.next();
  expect(value?.requests[0]).toMatchObject({ path: '/api/v3/orgs/contoso/actions/runners' });
  await received.return(undefined);
});

test('its buttons queue and cancel jobs', async () => {
  const spec = { labels: ['linux', 'gpu'], repository: 'Contoso/App', name: 'Build', seconds: 3 };
  const { json } = await send('POST', '/_page/jobs', spec);
  const [job] = github.jobs;
  expect(json).toEqual({ jobs: [job?.id] });
  expect(job?.record).toMatchObject({ labels: ['linux', 'gpu'], repository: 'contoso/app', name: 'Build', seconds: 3 });
  expect(job?.record.script).toContain('runner $RUNNER_NAME runs this job');
  expect((await send('DELETE', `/_page/jobs/${job?.id}`)).status).toBe(204);
  expect(job?.result).toBe('canceled');
});

test('it queues several jobs in one run, with a number after their name', async () => {
  await send('POST', '/_page/jobs', { labels: ['linux'], name: 'Build', count: 3 });
  expect(github.jobs.map(({ record }) => record.name)).toEqual(['Build 1', 'Build 2', 'Build 3']);
  expect(new Set(github.jobs.map(({ runId }) => runId)).size).toBe(1);
});

test.each([
  ['count', 0],
  ['count', 101],
  ['seconds', -1],
  ['seconds', 86_401],
  ['labels', []],
])('a %s of %j is refused', async (field, value) => {
  const { status, text } = await send('POST', '/_page/jobs', { labels: ['linux'], [field]: value });
  expect(status).toBe(400);
  expect(text).toContain(`Parameter name: ${field}`);
  expect(github.jobs).toEqual([]);
});

test('a job has its times', async () => {
  await announce(scene);
  const job = github.queueJob({ labels: 'linux', name: 'Build' });
  await scene.service.jit('runner-1');
  github.connect('runner-1');
  github.finishJob(job);
  const at = scene.clock.now();
  const times = { queued: at, assigned: at, sent: at, pickedUp: at, finished: at };
  const { json } = await send('GET', `/_page/jobs/${job.id}`);
  expect(json).toMatchObject({ ...times, result: 'succeeded', runner: 'runner-1', assignments: 1 });
});

test('only the end of a long log is sent', async () => {
  const listener = await Listener.register(github, scene.service, 'runner-1', scene.clock.now());
  await listener.open();
  await announce(scene);
  const { id, jobId } = github.queueJob({ labels: 'linux' });
  await listener.acquire(jobId);
  await listener.call('POST', `stub/logs/${jobId}`, `first${'x'.repeat(70_000)}last`);
  const { json } = await send('GET', `/_page/jobs/${id}`);
  expect(json['isCut']).toBe(true);
  expect(String(json['log'])).toHaveLength(64 * 1024);
  expect(String(json['log']).slice(-8)).toBe('xxxxlast');
});

test('its buttons let a scale set lose its session, and delete it', async () => {
  expect((await send('DELETE', '/_page/scale-sets/1/session')).status).toBe(204);
  expect(github.scaleSets).toMatchObject([{ name: 'linux', sessionOwner: undefined }]);
  expect((await currentState(github)).scaleSets).toMatchObject([{ session: null }]);
  expect((await send('DELETE', '/_page/scale-sets/1')).status).toBe(204);
  expect(github.scaleSets).toEqual([]);
});

const statusOf = (answer: Promise<{ readonly status: number }>) => answer.then(({ status }) => status).catch(() => 'lost');

test.each<[string, number | 'lost', () => unknown]>([
  ['poll-401', 401, () => statusOf(scene.session.poll())],
  ['poll-503', 503, () => statusOf(scene.session.poll())],
  ['session-409', 409, () => statusOf(scene.service.openSession(2))],
  ['jit-lost', 'lost', () => statusOf(scene.service.jit(`runner-${github.runners.length}`))],
  ['rest-429', 429, () => statusOf(call(github, 'GET', '/orgs/contoso/actions/runners'))],
])('the fault %s is switched on and off, and counts the requests that it hits', async (id, outcome, request) => {
  const fault = async () => (await currentState(github)).faults.find((each) => each.id === id);
  await scene.service.createSet('other');
  github.queueJob({ labels: 'linux' });
  expect(await fault()).toMatchObject({ isOn: false, hits: 0 });
  for (const _ of ['on', 'and on again']) expect((await send('PUT', `/_page/faults/${id}`, { on: true })).status).toBe(204);
  expect(await request()).toBe(outcome);
  expect(await fault()).toMatchObject({ isOn: true, hits: 1 });
  expect((await send('PUT', `/_page/faults/${id}`, { on: false })).status).toBe(204);
  expect(await request()).toBe(200);
  expect(await fault()).toMatchObject({ isOn: false, hits: 0 });
});

test.each([
  ['POST', '/_page/jobs'],
  ['DELETE', '/_page/jobs/1'],
  ['DELETE', '/_page/scale-sets/1'],
  ['DELETE', '/_page/scale-sets/1/session'],
  ['PUT', '/_page/faults/rest-429'],
])('a form of another site cannot %s %s', async (method, path) => {
  const job = github.queueJob({ labels: 'linux' });
  const body = { POST: JSON.stringify({ labels: ['linux'] }), PUT: JSON.stringify({ on: true }) }[method];
  expect((await send(method, path.replace('jobs/1', `jobs/${job.id}`), body, { 'content-type': 'text/plain' })).status).toBe(400);
  expect(github.jobs).toMatchObject([{ id: job.id, result: undefined }]);
  expect(github.scaleSets).toMatchObject([{ sessionOwner: 'host-1' }]);
  expect((await currentState(github)).faults.filter(({ isOn }) => isOn)).toEqual([]);
});

test.each([
  ['GET', '/_page/jobs/1', undefined],
  ['DELETE', '/_page/jobs/1', undefined],
  ['POST', '/_page/jobs', { labels: ['linux'], repository: 'contoso/none' }],
  ['DELETE', '/_page/scale-sets/9', undefined],
  ['DELETE', '/_page/scale-sets/9/session', undefined],
  ['PUT', '/_page/faults/none', { on: true }],
])('%s %s of what does not exist is 404', async (method, path, body) => {
  expect((await send(method, path, body)).status).toBe(404);
});
