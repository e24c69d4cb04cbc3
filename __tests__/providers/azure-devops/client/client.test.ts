import { DevOps } from '../../../../providers/azure-devops/client/client';
import type { Token } from '../../../../providers/azure-devops/client/request';
import { PoolScene, TOKEN } from '../../../agent/support/pool-scene';

let fake: PoolScene;
beforeEach(async () => {
  fake = await PoolScene.start();
});
afterEach(() => fake.stop());

const PAT: Token = { value: TOKEN, scheme: 'basic' };
const devops = (token = PAT) => new DevOps({ url: fake.url, token: async () => token, timeoutMs: 5000 });

test('a PAT is sent with Basic authentication, an Entra token with Bearer', async () => {
  const jwt = fake.devops.issueToken({ kind: 'entra' });
  await devops().findManagedAgentPool({ id: 44 });
  await devops({ value: jwt, scheme: 'bearer' }).findManagedAgentPool({ id: 44 });
  expect(fake.devops.requests.map(({ headers }) => headers['authorization'])).toEqual([
    `Basic ${Buffer.from(`:${TOKEN}`).toString('base64')}`,
    `Bearer ${jwt}`,
  ]);
});

test('the error for an unknown agent pool says what to do', async () => {
  await expect(devops().findManagedAgentPool({ name: 'lunix' })).rejects.toThrow(
    'agent pool "lunix" not found: check its name, create it, or make the identity its Administrator',
  );
  await expect(devops().findManagedAgentPool({ id: 7 })).rejects.toThrow('agent pool with id 7 not found: check its name');
});

test.each([
  [400, { typeKey: 'TaskAgentJobStillRunningException', message: 'in any words' }],
  [409, { message: 'Agent "a" is running a job for pool "linux"' }],
])('a delete that is refused with %i because of a job returns busy', async (status, body) => {
  fake.fail('DELETE', { status, body });
  expect(await devops().delete({ poolId: 44, agentId: 1 })).toBe('busy');
});

test('a delete that is refused with 400 for another cause is an error', async () => {
  fake.fail('DELETE', { status: 400, body: { typeKey: 'VssPropertyException', message: 'no' } });
  await expect(devops().delete({ poolId: 44, agentId: 1 })).rejects.toMatchObject({
    status: 400,
    message: 'DELETE pools/44/agents/1: refused (400): no',
  });
});

test.each([
  ['the sign-in page as success', 203, '<html>sign in</html>'],
  ['a redirect to it', 302, '<html>moved</html>'],
  ['an empty 401', 401, undefined],
])('%s is neither a success nor the absence of an agent', async (_name, status, body) => {
  fake.fail('GET', { status, body });
  await expect(devops().findAgent({ poolId: 44, agentId: 1 })).rejects.toThrow(`not signed in (${status}): check the token`);
});

test('the error for a missing right names the right', async () => {
  fake.fail('PATCH', { status: 403, body: {} });
  await expect(devops().disable({ poolId: 44, agentId: 1 })).rejects.toThrow(
    'refused (403): make the identity an Administrator of the agent pool',
  );
});

test('the error for a missing answer names the organisation', async () => {
  const unreachable = new DevOps({ url: 'http://127.0.0.1:1/contoso', token: async () => PAT, timeoutMs: 5000 });
  await expect(unreachable.findManagedAgentPool({ id: 44 })).rejects.toThrow(
    'GET pools?poolIds=44&actionFilter=manage: no answer from http://127.0.0.1:1/contoso',
  );
});

test('the error for an agent pool that is visible but not managed says which role is missing', async () => {
  const list = { count: 0, value: [] };
  fake.fail('GET', { status: 200, body: list });
  await expect(devops().findManagedAgentPool({ name: 'linux' })).rejects.toMatchObject({
    fault: 'right',
    message:
      'no right to register agents in agent pool "linux": make the identity its Administrator (Organization settings, Agent pools, Security)',
  });
});

test('a 404 for another cause than a missing agent proves nothing about the agent', async () => {
  fake.fail('DELETE', { status: 404, body: { typeKey: 'VssResourceNotFoundException' } });
  await expect(devops().delete({ poolId: 44, agentId: 1 })).rejects.toMatchObject({ fault: 'absent' });
});

test('a redirect is not followed, because its target was not asked for', async () => {
  fake.fail('GET', { status: 302, headers: { location: '/contoso/_apis/distributedtask/pools?poolName=linux' } });
  await expect(devops().findManagedAgentPool({ name: 'linux' })).rejects.toMatchObject({ fault: 'signIn', status: 302 });
  expect(fake.calls()).toHaveLength(1);
});

const anAgent = (id: number, name: string) => ({ id, name, enabled: true, status: 'offline' });

test('an answer about another agent is an error', async () => {
  fake.fail('GET', { status: 200, body: anAgent(7, 'linux-b') });
  await expect(devops().findAgent({ poolId: 44, agentId: 1 })).rejects.toMatchObject({
    fault: 'transient',
    message: expect.stringContaining('id is 7'),
  });
});

test('only a 404 means that an agent is gone', async () => {
  fake.fail('DELETE', { status: 400, body: { typeKey: 'TaskAgentNotFoundException' } });
  await expect(devops().delete({ poolId: 44, agentId: 1 })).rejects.toMatchObject({ fault: 'refused' });
});

test('a list is searched for the name without regard to case, because the server may not have filtered it', async () => {
  const value = [anAgent(7, 'linux-other'), anAgent(8, 'Linux-A')];
  fake.fail('GET', { status: 200, body: { count: 2, value } }, 2);
  expect(await devops().findAgentByName(44, 'linux-a')).toMatchObject({ id: 8 });
  expect(await devops().findAgentByName(44, 'linux-c')).toBeUndefined();
  const pools = [
    { id: 1, name: 'other' },
    { id: 44, name: 'Linux' },
  ];
  fake.fail('GET', { status: 200, body: { count: 2, value: pools } });
  expect(await devops().findManagedAgentPool({ name: 'linux' })).toEqual({ id: 44, name: 'Linux' });
});

test('special characters in a name are encoded in the query', async () => {
  const id = fake.add('a & b#c');
  expect(await devops().findAgentByName(44, 'a & b#c')).toMatchObject({ id });
});
