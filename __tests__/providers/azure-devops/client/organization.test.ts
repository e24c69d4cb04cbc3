import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import { Organization } from '../../../../providers/azure-devops/client/organization';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({
    pools: ['linux', { name: 'private', authorised: false }],
    projects: ['shop'],
    settings: { parallelJobs: 7 },
  });
});
afterEach(() => fake.close());

const connection = (value = fake.token) => ({ url: fake.url, token: async () => ({ value, scheme: 'basic' as const }), timeoutMs: 5000 });
const organization = (token = fake.token) => new Organization(connection(token));

test('the identity is that of the token', async () => {
  const token = fake.issueToken({ user: 'Ada' });
  expect(await organization(token).identity()).toMatchObject({ providerDisplayName: 'Ada' });
});

test('requests for preview resources have their preview version', async () => {
  await organization().identity();
  await organization().parallelJobs();
  await organization().mayManage(fake.pool('linux').id);
  expect(fake.requests.map(({ query, status }) => [new URLSearchParams(query).get('api-version'), status])).toEqual([
    ['7.1-preview.1', 200],
    ['7.1-preview.1', 200],
    ['7.2-preview.1', 200],
  ]);
});

test('an Administrator may manage the agent pool, a Reader may not', async () => {
  const reader = fake.issueToken({ roles: { linux: 'reader' } });
  const { id } = fake.pool('linux');
  expect(await organization().mayManage(id)).toBe(true);
  expect(await organization(reader).mayManage(id)).toBe(false);
});

test('the parallel jobs are those that were bought, and those in use', async () => {
  expect(await organization().parallelJobs()).toEqual({ bought: 7, used: 0, agents: [] });
});

test('a project may use only the agent pools that it is authorised for', async () => {
  expect(await organization().mayUse('shop', 'Linux')).toBe(true);
  expect(await organization().mayUse('shop', 'private')).toBe(false);
});

test('the capabilities of an agent are those that it found and those that users gave it', async () => {
  fake.addAgent('linux', { name: 'placeholder', version: '99.999.9', systemCapabilities: { kubectl: '' } });
  const devops = new DevOps(connection());
  expect(await devops.capabilities(fake.pool('linux').id, 'Placeholder')).toMatchObject({ kubectl: '' });
  expect(await devops.capabilities(fake.pool('linux').id, 'nobody')).toBeUndefined();
});
