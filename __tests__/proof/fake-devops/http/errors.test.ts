import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { basic, call } from '../support/client';

const clock = new ManualClock('2026-01-05T10:00:00Z');
let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
});
afterEach(() => devops.close());

test('an error has the documented body', async () => {
  const { status, json } = await call(devops, 'GET', '/_apis/distributedtask/pools/44/agents/2884');
  expect(status).toBe(404);
  expect(json).toEqual({
    $id: '1',
    innerException: null,
    message: 'No agent found for pool 44 with identifier 2884.',
    typeName: 'Microsoft.TeamFoundation.DistributedTask.WebApi.TaskAgentNotFoundException, Microsoft.TeamFoundation.DistributedTask.WebApi',
    typeKey: 'TaskAgentNotFoundException',
    errorCode: 0,
    eventId: 3000,
  });
});

test.each([
  ['/_apis/distributedtask/pools/45', 'TaskAgentPoolNotFoundException'],
  ['/_apis/distributedtask/pools/44/jobrequests/1', 'TaskAgentJobNotFoundException'],
  ['/demo/_apis/build/builds/1', 'BuildNotFoundException'],
  ['/nowhere/_apis/build/builds/1', 'ProjectDoesNotExistWithNameException'],
  ['/nowhere/_apis/build/builds', 'ProjectDoesNotExistWithNameException'],
  ['/_apis/nonsense', 'VssResourceNotFoundException'],
])('GET %s is 404 %s', async (path, typeKey) => {
  expect(await call(devops, 'GET', path)).toMatchObject({ status: 404, json: { typeKey } });
});

test('an unknown organisation is 404 with a page, even without credentials', async () => {
  const answer = await call(devops, 'GET', `${devops.origin}/fabrikam/_apis/connectionData`, { authorization: '' });
  expect(answer).toMatchObject({ status: 404 });
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

test('paths and the organisation ignore case', async () => {
  const answer = await call(devops, 'GET', `${devops.origin}/CONTOSO/_APIS/DistributedTask/Pools?POOLNAME=Linux`);
  expect(answer).toMatchObject({ status: 200, json: { count: 1 } });
});

test('a method that a resource does not support is 405', async () => {
  expect(await call(devops, 'DELETE', '/_apis/distributedtask/pools/44?api-version=7.1')).toMatchObject({ status: 405 });
});

test('an id that is not a number is 400', async () => {
  expect((await call(devops, 'GET', '/_apis/distributedtask/pools/linux')).status).toBe(400);
});

test('every answer has the date of the clock', async () => {
  const { headers } = await call(devops, 'GET', '/_apis/distributedtask/pools');
  expect(headers.get('date')).toBe('Mon, 05 Jan 2026 10:00:00 GMT');
});

test('every request is in the log', async () => {
  await call(devops, 'GET', '/_apis/distributedtask/pools?poolName=linux', { authorization: basic(devops.token, 'x') });
  await call(devops, 'PATCH', '/_apis/distributedtask/pools/44?api-version=7.1', {
    authorization: basic('bad'),
    body: { autoUpdate: false },
  });
  expect(devops.requests).toMatchObject([
    {
      method: 'GET',
      path: '/_apis/distributedtask/pools',
      query: '?poolName=linux',
      status: 200,
      user: 'Ada',
      at: clock.now(),
      body: '',
      from: '127.0.0.1',
    },
    { method: 'PATCH', path: '/_apis/distributedtask/pools/44', status: 401, user: '', body: '{"autoUpdate":false}' },
  ]);
});
