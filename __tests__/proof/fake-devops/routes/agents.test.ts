import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
});
afterEach(() => devops.close());

const AGENTS_PATH = '/_apis/distributedtask/pools/44/agents';
const first = async (query: string) => (await call(devops, 'GET', `${AGENTS_PATH}${query}`)).json.value?.[0] ?? {};
const OPTIONAL_FIELDS = ['systemCapabilities', 'userCapabilities', 'assignedRequest', 'lastCompletedRequest'] as const;
const optionalFieldsOf = (agent: Record<string, unknown>) => OPTIONAL_FIELDS.filter((field) => field in agent);

test('the placeholder is registered without a key and found with its capabilities', async () => {
  const placeholder = {
    name: 'placeholder',
    version: '99.999.9',
    osDescription: 'placeholder',
    enabled: true,
    status: 'offline',
    provisioningState: 'Provisioned',
    systemCapabilities: { kubectl: '' },
  };
  const answer = await call(devops, 'POST', `${AGENTS_PATH}?api-version=7.0`, { body: placeholder });
  expect(answer).toMatchObject({ status: 200, json: { ...placeholder, id: 25, maxParallelism: 1, accessPoint: 'CodexAccessMapping' } });
  const found = await first('?agentName=PLACEHOLDER&includeCapabilities=true');
  expect(found).toMatchObject({ id: 25, systemCapabilities: { kubectl: '', 'Agent.Version': '99.999.9' }, userCapabilities: {} });
});

test.each(['{}', '{"name":""}', '{"name":"a","systemCapabilities":{"a":1}}'])('the registration %s is refused', async (body) => {
  expect((await call(devops, 'POST', `${AGENTS_PATH}?api-version=7.1`, { body })).status).toBe(400);
  expect(devops.agentsOf('linux')).toEqual([]);
});

test('optional fields are returned only on request', async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const [done, next] = [devops.queueJob({ pool: 'linux' }), devops.queueJob({ pool: 'linux' })];
  await listener.renew(done.requestId);
  await listener.complete(done.requestId);
  expect(optionalFieldsOf(await first(''))).toEqual([]);
  expect(optionalFieldsOf(await first('?includeCapabilities=true'))).toEqual(['systemCapabilities', 'userCapabilities']);
  expect((await first('?includeAssignedRequest=true'))['assignedRequest']).toMatchObject({ requestId: next.requestId });
  expect((await first('?includeLastCompletedRequest=true'))['lastCompletedRequest']).toMatchObject({
    requestId: done.requestId,
    result: 'succeeded',
  });
  const query = '?includeCapabilities=true&includeAssignedRequest=true&includeLastCompletedRequest=true';
  expect(optionalFieldsOf((await call(devops, 'GET', `${AGENTS_PATH}/25${query}`)).json)).toEqual([...OPTIONAL_FIELDS]);
  expect(optionalFieldsOf((await call(devops, 'GET', `${AGENTS_PATH}/25`)).json)).toEqual([]);
});

test('an idle agent has no assigned request, even on request', async () => {
  devops.addAgent('linux', { name: 'placeholder' });
  expect(optionalFieldsOf(await first('?includeAssignedRequest=true&includeLastCompletedRequest=true'))).toEqual([]);
});

test('agents are filtered by whole name and by demands; a list has no pages', async () => {
  for (let n = 0; n < 500; n++) devops.addAgent('linux', { name: `linux-${n}`, ...(n === 7 && { userCapabilities: { gpu: 'a100' } }) });
  expect((await call(devops, 'GET', AGENTS_PATH)).json['count']).toBe(500);
  expect((await call(devops, 'GET', `${AGENTS_PATH}?agentName=linux-1`)).json).toMatchObject({ count: 1, value: [{ name: 'linux-1' }] });
  expect((await call(devops, 'GET', `${AGENTS_PATH}?demands=gpu%20-equals%20A100`)).json).toMatchObject({
    count: 1,
    value: [{ name: 'linux-7' }],
  });
});

test('a test can add agents in any state', async () => {
  devops.addAgent('linux', { name: 'old', enabled: false, status: 'online', statusChangedOn: '2026-01-05T09:00:00Z', version: '4.0.0' });
  expect(await first('')).toMatchObject({
    name: 'old',
    enabled: false,
    status: 'online',
    statusChangedOn: '2026-01-05T09:00:00Z',
    version: '4.0.0',
  });
});
