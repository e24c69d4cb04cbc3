import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';
import { documentTests } from './support/document-tests';
import { pageStates } from './support/page-states';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux', 'windows'] });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
});
afterEach(() => devops.close());

const send = (method: string, path: string, body?: unknown, headers = {}) =>
  call(devops, method, `${devops.origin}${path}`, {
    authorization: '',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const states = () => pageStates<{ now: number; pools: Record<string, unknown>[] }>(devops.origin);

documentTests(() => devops);

test('the page gets the state immediately and after every change', async () => {
  const received = states();
  const { value: before } = await received.next();
  expect(before.pools).toMatchObject([
    {
      id: 44,
      name: 'linux',
      waiting: 0,
      running: 0,
      agents: [{ name: 'placeholder', status: 'offline', enabled: false, job: null }],
      jobs: [],
    },
    { id: 45, name: 'windows', agents: [] },
  ]);
  const job = devops.queueJob({ pool: 'linux', name: 'Build', demands: ['kubectl'] });
  const { value: after } = await received.next();
  expect(after.pools[0]).toMatchObject({
    waiting: 1,
    running: 0,
    jobs: [{ build: job.buildId, request: job.requestId, name: 'Build', state: 'queued', result: null, agent: null, demands: ['kubectl'] }],
  });
  await received.return(undefined);
});

test.each<[string, (listener: Listener, requestId: number | undefined) => unknown]>([
  ['assigned', () => undefined],
  ['running', (listener, requestId) => listener.renew(requestId)],
])('a job that is %s is shown with its agent', async (state, reach) => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const { requestId, buildId } = devops.queueJob({ pool: 'linux' });
  await reach(listener, requestId);
  const received = states();
  const { value } = await received.next();
  await received.return(undefined);
  const counts = state === 'running' ? { waiting: 0, running: 1 } : { waiting: 1, running: 0 };
  expect(value.pools[0]).toMatchObject({ ...counts, online: 1, jobs: [{ state, agent: { name: 'linux-1' } }] });
  const job = { build: buildId, name: 'Job', result: null };
  expect(value.pools[0]?.['agents']).toMatchObject([{ job: null }, { name: 'linux-1', status: 'online', job }]);
});

test('its buttons queue and cancel jobs', async () => {
  const { json } = await send('POST', '/_page/jobs', { pool: 'linux', name: 'Build', seconds: 3, demands: ['kubectl'] });
  const [request] = devops.pool('linux').requests;
  expect(request).toMatchObject({ demands: ['kubectl', expect.any(String)] });
  expect(json).toEqual({ builds: [request?.buildId] });
  expect((await send('DELETE', `/_page/jobs/${request?.buildId}`)).status).toBe(204);
  expect(devops.pool('linux').requests).toMatchObject([{ result: 'canceled' }]);
});

test('it queues several jobs together, each in its own run, with a number after its name', async () => {
  const { json } = await send('POST', '/_page/jobs', { pool: 'linux', name: 'Build', count: 3 });
  expect(json['builds']).toEqual([6735, 6736, 6737]);
  const received = states();
  const { value } = await received.next();
  await received.return(undefined);
  expect(value.pools[0]?.['jobs']).toMatchObject([{ name: 'Build 3' }, { name: 'Build 2' }, { name: 'Build 1' }]);
});

test.each([
  ['count', 0],
  ['count', 101],
  ['seconds', -1],
  ['seconds', 86_401],
])('a %s of %d is refused', async (field, value) => {
  const { status, text } = await send('POST', '/_page/jobs', { pool: 'linux', [field]: value });
  expect(status).toBe(400);
  expect(text).toContain(`Parameter name: ${field}`);
  expect(devops.pool('linux').requests).toEqual([]);
});

test('a job has its times and its log, an agent its story', async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const job = devops.queueJob({ pool: 'linux', name: 'Build' });
  await listener.renew(job.requestId);
  await listener.call('POST', `stub/logs/${job.requestId}`, 'hello\n');
  await listener.complete(job.requestId);
  await listener.close();
  await call(devops, 'DELETE', `/_apis/distributedtask/pools/44/agents/${listener.agent.id}?api-version=7.1`);
  const { json: jobDetails } = await send('GET', `/_page/jobs/${job.record.jobId}`);
  expect(jobDetails).toMatchObject({
    state: 'completed',
    result: 'succeeded',
    agent: { name: 'linux-1' },
    log: 'hello\n',
    isCut: false,
  });
  const { json: agentDetails } = await send('GET', `/_page/pools/44/agents/${listener.agent.id}`);
  const about = { id: job.record.jobId, build: job.buildId, name: 'Build', result: 'succeeded' };
  expect(agentDetails).toMatchObject({
    name: 'linux-1',
    isDeleted: true,
    events: [
      { kind: 'registered', job: null, at: expect.any(Number) },
      { kind: 'online' },
      { kind: 'assigned', job: about },
      { kind: 'picked up', job: about },
      { kind: 'completed', job: about },
      { kind: 'offline' },
      { kind: 'deleted' },
    ],
  });
});

test('only the end of a long log is sent', async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const job = devops.queueJob({ pool: 'linux' });
  await listener.call('POST', `stub/logs/${job.requestId}`, `first${'x'.repeat(70_000)}last`);
  const { json } = await send('GET', `/_page/jobs/${job.record.jobId}`);
  expect(json['isCut']).toBe(true);
  const log = String(json['log']);
  expect(log).toHaveLength(64 * 1024);
  expect(log.slice(-8)).toBe('xxxxlast');
});

test('an unknown job or agent is 404', async () => {
  expect((await send('GET', '/_page/jobs/none')).status).toBe(404);
  expect((await send('GET', '/_page/pools/44/agents/1')).status).toBe(404);
});

test('a form of another site cannot queue or cancel jobs', async () => {
  const body = JSON.stringify({ pool: 'linux' });
  const job = devops.queueJob({ pool: 'linux' });
  const headers = { 'content-type': 'text/plain' };
  expect((await send('POST', '/_page/jobs', body, headers)).status).toBe(400);
  expect((await send('DELETE', `/_page/jobs/${job.buildId}`, undefined, headers)).status).toBe(400);
  expect(devops.pool('linux').requests).toMatchObject([{ requestId: job.requestId, cancelling: false }]);
  expect(job.result).toBeUndefined();
});

test('an unknown agent pool or build is 404', async () => {
  expect((await send('POST', '/_page/jobs', { pool: 'mac' })).status).toBe(404);
  expect((await send('DELETE', '/_page/jobs/1')).status).toBe(404);
});
