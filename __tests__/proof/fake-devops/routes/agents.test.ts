import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
});
afterEach(() => devops.close());

const path = '/_apis/distributedtask/pools/44/agents';
const first = async (query: string) => (await call(devops, 'GET', `${path}${query}`)).json.value?.[0] ?? {};
const parts = ['systemCapabilities', 'userCapabilities', 'assignedRequest', 'lastCompletedRequest'] as const;
const given = (agent: Record<string, unknown>) => parts.filter((part) => part in agent);

test('the placeholder is registered without a key and found with its capabilities', async () => {
  const keeper = {
    name: 'keeper',
    version: '99.999.9',
    osDescription: 'keeper',
    enabled: true,
    status: 'offline',
    provisioningState: 'Provisioned',
    systemCapabilities: { kubectl: '' },
  };
  const answer = await call(devops, 'POST', `${path}?api-version=7.0`, { body: keeper });
  expect(answer).toMatchObject({ status: 200, json: { ...keeper, id: 25, maxParallelism: 1, accessPoint: 'CodexAccessMapping' } });
  const found = await first('?agentName=KEEPER&includeCapabilities=true');
  expect(found).toMatchObject({ id: 25, systemCapabilities: { kubectl: '', 'Agent.Version': '99.999.9' }, userCapabilities: {} });
});

test.each(['{}', '{"name":""}', '{"name":"a","systemCapabilities":{"a":1}}'])('the registration %s is refused', async (body) => {
  expect((await call(devops, 'POST', `${path}?api-version=7.1`, { body })).status).toBe(400);
  expect(devops.agentsOf('linux')).toEqual([]);
});

test('parts come only when they are asked for', async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const [done, next] = [devops.queueJob({ pool: 'linux' }), devops.queueJob({ pool: 'linux' })];
  await listener.renew(done.requestId);
  await listener.complete(done.requestId);
  expect(given(await first(''))).toEqual([]);
  expect(given(await first('?includeCapabilities=true'))).toEqual(['systemCapabilities', 'userCapabilities']);
  expect((await first('?includeAssignedRequest=true'))['assignedRequest']).toMatchObject({ requestId: next.requestId });
  expect((await first('?includeLastCompletedRequest=true'))['lastCompletedRequest']).toMatchObject({
    requestId: done.requestId,
    result: 'succeeded',
  });
  const query = '?includeCapabilities=true&includeAssignedRequest=true&includeLastCompletedRequest=true';
  expect(given((await call(devops, 'GET', `${path}/25${query}`)).json)).toEqual([...parts]);
  expect(given((await call(devops, 'GET', `${path}/25`)).json)).toEqual([]);
});

test('an idle agent has no assigned request even when it is asked for', async () => {
  devops.addAgent('linux', { name: 'keeper' });
  expect(given(await first('?includeAssignedRequest=true&includeLastCompletedRequest=true'))).toEqual([]);
});

test('agents are found by name as a whole and by demands; all come at once', async () => {
  for (let n = 0; n < 500; n++) devops.addAgent('linux', { name: `linux-${n}`, ...(n === 7 && { userCapabilities: { gpu: 'a100' } }) });
  expect((await call(devops, 'GET', path)).json['count']).toBe(500);
  expect((await call(devops, 'GET', `${path}?agentName=linux-1`)).json).toMatchObject({ count: 1, value: [{ name: 'linux-1' }] });
  expect((await call(devops, 'GET', `${path}?demands=gpu%20-equals%20A100`)).json).toMatchObject({
    count: 1,
    value: [{ name: 'linux-7' }],
  });
});

test('a scene has agents as a test wants them', async () => {
  devops.addAgent('linux', { name: 'old', enabled: false, status: 'online', statusChangedOn: '2026-01-05T09:00:00Z', version: '4.0.0' });
  expect(await first('')).toMatchObject({
    name: 'old',
    enabled: false,
    status: 'online',
    statusChangedOn: '2026-01-05T09:00:00Z',
    version: '4.0.0',
  });
});
