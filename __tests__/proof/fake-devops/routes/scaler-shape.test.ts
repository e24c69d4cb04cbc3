import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';

// Every field that the scaler decodes, with its Go type. A wrong type in one of them fails the whole poll
// (kedacore/keda 2.20.2, pkg/scalers/azure_pipelines_scaler.go).
const clock = new ManualClock('2026-01-05T10:00:00.120Z');
let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
});
afterEach(() => devops.close());

const REQUESTS_URL = '/_apis/distributedtask/pools/44/jobrequests?completedRequestCount=10';
const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const links = { self: { href: expect.stringMatching(/^http/) }, web: { href: expect.stringMatching(/^http/) } };
const always = {
  requestId: 901,
  queueTime: '2026-01-05T10:00:00.12Z',
  serviceOwner: guid,
  hostId: guid,
  scopeId: guid,
  planType: 'Build',
  planId: guid,
  jobId: guid,
  jobName: 'Job',
  demands: ['kubectl', 'Agent.Version -gtVersion 2.182.1'],
  definition: { _links: links, id: 12, name: 'linux' },
  owner: { _links: links, id: 6735, name: '20260105.6735' },
  data: { ParallelismTag: 'Private', IsScheduledKey: 'False' },
  poolId: 44,
  orchestrationId: expect.stringMatching(/^[-0-9a-f]{36}\.build\.__default$/),
  priority: 0,
  matchesAllAgentsInPool: expect.any(Boolean),
};
const placeholder = {
  _links: links,
  id: 25,
  name: 'placeholder',
  version: '99.999.9',
  osDescription: '',
  enabled: false,
  status: 'offline',
  provisioningState: 'Provisioned',
};
const running = { ...placeholder, id: 26, name: 'linux-1', version: '4.275.0', enabled: true, status: 'online' };
const reservedAgent = { ...running, accessPoint: 'CodexAccessMapping' };
const ASSIGNED_TIMES = { assignTime: '2026-01-05T10:00:00.12Z', lockedUntil: '2026-01-05T10:05:00.12Z' };

test('count is the number of values', async () => {
  expect((await call(devops, 'GET', REQUESTS_URL)).json).toEqual({ count: 0, value: [] });
  devops.queueJob({ pool: 'linux' });
  devops.queueJob({ pool: 'linux' });
  const { json } = await call(devops, 'GET', REQUESTS_URL);
  expect({ count: json['count'], length: json.value?.length }).toEqual({ count: 2, length: 2 });
});

test('a queued request', async () => {
  devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  const { json } = await call(devops, 'GET', REQUESTS_URL);
  expect(json.value).toEqual([{ ...always, matchedAgents: [placeholder] }]);
  expect(json.value?.[0]?.['orchestrationId']).toBe(`${json.value?.[0]?.['planId']}.build.__default`);
});

test('an assigned request has a reserved agent and a lock, and no receiveTime', async () => {
  await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  const { json } = await call(devops, 'GET', REQUESTS_URL);
  expect(json.value).toEqual([{ ...always, ...ASSIGNED_TIMES, reservedAgent, matchedAgents: [placeholder, running] }]);
});

test('a running request has a receiveTime and no result', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  const { requestId } = devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  await listener.renew(requestId);
  const { json } = await call(devops, 'GET', REQUESTS_URL);
  const received = { ...ASSIGNED_TIMES, receiveTime: '2026-01-05T10:00:00.12Z', lockedUntil: '2026-01-05T10:10:00.12Z' };
  expect(json.value).toEqual([{ ...always, ...received, reservedAgent, matchedAgents: [placeholder, running] }]);
});

test('a finished request has a result', async () => {
  const job = devops.queueJob({ pool: 'linux', demands: ['kubectl'] });
  devops.cancelJob(job);
  const { json } = await call(devops, 'GET', REQUESTS_URL);
  const end = { result: 'canceled', finishTime: '2026-01-05T10:00:00.12Z' };
  expect(json.value).toEqual([{ ...always, ...end, matchedAgents: [placeholder] }]);
});

test.each([
  ['2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z'],
  ['2026-01-05T10:00:10Z', '2026-01-05T10:00:10Z'],
  ['2026-01-05T10:00:00.500Z', '2026-01-05T10:00:00.5Z'],
  ['2026-01-05T10:00:00.050Z', '2026-01-05T10:00:00.05Z'],
])('the time %s is formatted as %s', async (start, written) => {
  const other = await FakeDevOps.start({ pools: ['linux'], clock: new ManualClock(start) });
  const { json } = await call(other, 'GET', '/_apis/distributedtask/pools/44');
  await other.close();
  expect(json['createdOn']).toBe(written);
});

test('the answers for agent pools have the fields that the scaler reads', async () => {
  devops.addPool('windows');
  const byName = await call(devops, 'GET', '/_apis/distributedtask/pools?poolName=linux');
  expect(byName.json).toMatchObject({ count: 1, value: [{ id: 44 }] });
  const byId = await call(devops, 'GET', '/_apis/distributedtask/pools?poolID=44');
  expect(byId).toMatchObject({ status: 200, json: { count: 2, value: [{ id: 44 }, { id: 45 }] } });
});
