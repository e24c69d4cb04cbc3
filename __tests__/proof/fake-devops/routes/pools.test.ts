import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { basic, call } from '../support/client';

let devops: FakeDevOps;
beforeEach(async () => {
  const pools = ['linux', { name: 'windows', id: 60, authorised: false, autoUpdate: false }];
  devops = await FakeDevOps.start({ pools, clock: new ManualClock('2026-01-05T10:00:00.12Z') });
});
afterEach(() => devops.close());

const POOLS_PATH = '/_apis/distributedtask/pools';
const names = async (path: string, authorization = basic(devops.token)) =>
  (await call(devops, 'GET', path, { authorization })).json.value?.map(({ name }) => name);

test('an agent pool has the documented fields', async () => {
  devops.addAgent('linux', { name: 'placeholder' });
  const owner = { id: expect.any(String), displayName: 'Ada' };
  expect((await call(devops, 'GET', `${POOLS_PATH}?poolName=linux`)).json).toEqual({
    count: 1,
    value: [
      {
        id: 44,
        name: 'linux',
        scope: expect.any(String),
        isHosted: false,
        isLegacy: false,
        poolType: 'automation',
        size: 1,
        options: 'none',
        autoProvision: false,
        autoUpdate: true,
        autoSize: true,
        targetSize: null,
        agentCloudId: null,
        createdOn: '2026-01-05T10:00:00.12Z',
        createdBy: owner,
        owner,
      },
    ],
  });
});

test.each([
  ['', ['linux', 'windows']],
  ['?poolName=LINUX', ['linux']],
  ['?poolName=lin', []],
  ['?poolIds=44,60', ['linux', 'windows']],
  ['?poolIds=60', ['windows']],
  ['?poolType=Automation', ['linux', 'windows']],
  ['?poolType=deployment', []],
])('pools%s lists %j', async (query, expected) => {
  expect(await names(`${POOLS_PATH}${query}`)).toEqual(expected);
});

test.each(['manage', 'use'])('actionFilter=%s omits agent pools on which the caller is only a Reader', async (filter) => {
  const authorization = basic(devops.issueToken({ roles: { linux: 'reader', windows: 'administrator' } }));
  expect(await names(`${POOLS_PATH}?actionFilter=none`, authorization)).toEqual(['linux', 'windows']);
  expect(await names(`${POOLS_PATH}?actionFilter=${filter}`, authorization)).toEqual(['windows']);
});

test('an agent pool can be read by its id, and its agent updates can be switched off', async () => {
  expect((await call(devops, 'GET', `${POOLS_PATH}/60`)).json).toMatchObject({ id: 60, name: 'windows', autoUpdate: false });
  const answer = await call(devops, 'PATCH', `${POOLS_PATH}/44?api-version=7.1`, { body: { autoUpdate: false } });
  expect(answer).toMatchObject({ status: 200, json: { id: 44, autoUpdate: false } });
  expect(devops.pool('linux').autoUpdate).toBe(false);
});

test.each([
  ['administrator', 1, 'true'],
  ['administrator', 2, 'true'],
  ['administrator', 27, 'true'],
  ['reader', 1, 'true'],
  ['reader', 2, 'false'],
  ['reader', 3, 'false'],
  ['none', 1, 'false'],
] as const)('the permissions of role %s for the bits %i are the bare word %s', async (role, bits, text) => {
  const authorization = basic(devops.issueToken({ roles: { linux: role } }));
  const answer = await call(devops, 'GET', `${POOLS_PATH}/44/permissions/${bits}?api-version=7.2-preview.1`, { authorization });
  expect(answer).toMatchObject({ status: 200, text });
});

test('a project sees the queues of the agent pools that it may use', async () => {
  const queues = '/demo/_apis/distributedtask/queues';
  expect((await call(devops, 'GET', `${queues}?queueNames=Linux&actionFilter=use`)).json).toMatchObject({
    count: 1,
    value: [
      { id: 71, name: 'linux', projectId: expect.any(String), pool: { id: 44, name: 'linux', isHosted: false, poolType: 'automation' } },
    ],
  });
  expect((await call(devops, 'GET', `${queues}?queueNames=windows&actionFilter=use`)).json).toEqual({ count: 0, value: [] });
  const reader = basic(devops.issueToken({ roles: { linux: 'reader' } }));
  expect(await names(`${queues}?actionFilter=use`, reader)).toEqual(['linux']);
  expect(await names(`${queues}?actionFilter=manage`, reader)).toEqual([]);
  const stranger = basic(devops.issueToken({ roles: { linux: 'none' } }));
  expect(await names(queues, stranger)).toEqual([]);
});

test('connectionData returns the caller', async () => {
  const path = '/_apis/connectionData?connectOptions=none&api-version=7.1-preview.1';
  const authorization = basic(devops.issueToken({ user: 'Bob' }));
  const { json } = await call(devops, 'GET', path, { authorization });
  expect(json).toMatchObject({
    authenticatedUser: { id: expect.any(String), providerDisplayName: 'Bob', isActive: true, properties: { Account: { $value: 'Bob' } } },
    deploymentType: 'hosted',
    instanceId: expect.any(String),
  });
  expect(json['authorizedUser']).toEqual(json['authenticatedUser']);
});
