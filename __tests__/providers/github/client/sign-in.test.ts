import { generateKeyPairSync } from 'node:crypto';
import { GitHub } from '../../../../providers/github/client/client';
import type { Credential, GitHubConnection } from '../../../../providers/github/client/types';
import { aToken, HOUR_MS, NOW, PAT, ScriptedServer } from './scripted-server';

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
  server.on('GET', /runnerscalesets$/, { body: { count: 0, value: [] } });
});
afterEach(() => server.stop());

const TOKEN_CALL = /registration-token$/;
const EXCHANGE = /runner-registration$/;
const SETS = /runnerscalesets$/;
const CHAIN = ['POST /api/v3/orgs/contoso/actions/runners/registration-token', 'POST /api/v3/actions/runner-registration'];

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const APP: Credential = { kind: 'app', clientId: 'Iv23', installationId: 12_345, privateKey };
const github = (more: Partial<GitHubConnection> = {}) => new GitHub(server.connection(more));
const find = (client: GitHub) => client.findScaleSet(1, 'gh-linux');
/** What a call throws. */
const failureOf = async (more: Partial<GitHubConnection> = {}): Promise<unknown> =>
  find(github(more)).then(
    () => 'no error',
    (error: unknown) => error,
  );

test('a personal access token leads by two calls to the service, whose address and token GitHub gives', async () => {
  await find(github());
  expect(server.asked()).toEqual([...CHAIN, 'GET /service/_apis/runtime/runnerscalesets']);
  const [first, second, third] = server.seen;
  expect(first?.headers).toMatchObject({ authorization: `Bearer ${PAT}`, 'user-agent': 'test/1', 'content-length': '0' });
  expect(second?.headers['authorization']).toBe('RemoteAuth REGISTRATION');
  expect(second?.body).toEqual({ url: `${server.url}/contoso`, runner_event: 'register' });
  expect(third?.headers['authorization']).toBe(`Bearer ${aToken((NOW + HOUR_MS) / 1000)}`);
  expect(third?.query).toBe('?api-version=6.0-preview&runnerGroupId=1&name=gh-linux');
});

test('an App signs in by a token of its own, and then as its installation', async () => {
  await find(github({ credential: async () => APP }));
  expect(server.asked()).toEqual(['POST /api/v3/app/installations/12345/access_tokens', ...CHAIN, expect.any(String)]);
  expect(server.seen[0]?.headers['authorization']).toMatch(/^Bearer ey[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(server.seen[1]?.headers['authorization']).toBe('Bearer ghs_installation');
});

test.each([
  ['contoso/shop', 'repos/contoso/shop'],
  ['enterprises/contoso', 'enterprises/contoso'],
])('runners of %s are registered at %s', async (path, scope) => {
  await find(github({ url: `${server.url}/${path}` }));
  expect(server.asked()[0]).toBe(`POST /api/v3/${scope}/actions/runners/registration-token`);
  expect(server.seen[1]?.body).toMatchObject({ url: `${server.url}/${path}` });
});

test('a URL that names nothing is a problem before any call', () => {
  expect(() => github({ url: server.url })).toThrow('the URL for GitHub must name one organisation, repository or enterprise: write https');
});

test.each(['service', 'service/', 'service/?tenant=a%20b'])('the address %s may end in any way', async (address) => {
  server.on('POST', EXCHANGE, { body: { url: `${server.url}/${address}`, token: aToken(9e9) } });
  await find(github());
  expect(server.asked(SETS)).toEqual(['GET /service/_apis/runtime/runnerscalesets']);
  if (address.includes('?')) expect(server.seen.at(-1)?.query).toContain('tenant=a');
});

test('the address is followed when it changes', async () => {
  const other = { url: `${server.url}/elsewhere`, token: aToken((NOW + 2 * HOUR_MS) / 1000) };
  server.on('POST', EXCHANGE, { body: server.admin() }, { body: other });
  const client = github();
  await find(client);
  server.now = NOW + HOUR_MS;
  await find(client);
  expect(server.asked(SETS)).toEqual(['GET /service/_apis/runtime/runnerscalesets', 'GET /elsewhere/_apis/runtime/runnerscalesets']);
});

test.each([
  ['61 s', 61_000, 1],
  ['60 s', 60_000, 2],
  ['30 s', 30_000, 2],
  ['-1 h', -HOUR_MS, 2],
])('a token with %s left is renewed before its use', async (_left, leftMs, chains) => {
  const client = github();
  await find(client);
  server.now = NOW + HOUR_MS - leftMs;
  await find(client);
  expect(server.asked(EXCHANGE)).toHaveLength(chains);
});

test('a new token that has little time left is used nevertheless', async () => {
  server.on('POST', EXCHANGE, { body: server.admin(NOW / 1000 + 30) });
  const client = github();
  expect(await find(client)).toBeUndefined();
  expect(await find(client)).toBeUndefined();
  expect(server.asked(EXCHANGE)).toHaveLength(2);
});

test('calls at the same time share one sign-in', async () => {
  const client = github();
  await Promise.all([find(client), find(client), client.runners().catch(() => {})]);
  expect(server.asked(EXCHANGE)).toHaveLength(1);
  server.now = NOW + HOUR_MS;
  await Promise.all([find(client), find(client)]);
  expect(server.asked(EXCHANGE)).toHaveLength(2);
});

test('after a failed sign-in the next call signs in again, with the credential of now', async () => {
  server.on('POST', TOKEN_CALL, { status: 401, body: { message: 'Bad credentials' } }, { status: 201, body: { token: 'REGISTRATION' } });
  let token = 'ghp_old';
  const client = github({ credential: async () => ({ kind: 'pat', token: `${token}\n` }) });
  await expect(find(client)).rejects.toMatchObject({ fault: 'signIn' });
  token = 'ghp_new';
  expect(await find(client)).toBeUndefined();
  expect(server.seen.filter(({ path }) => TOKEN_CALL.test(path)).map(({ headers }) => headers['authorization'])).toEqual([
    'Bearer ghp_old',
    'Bearer ghp_new',
  ]);
});

test('a token that the service refuses is replaced, once', async () => {
  server.on('POST', EXCHANGE, { body: server.admin() }, { body: server.admin(9e9, 'second') });
  server.on('GET', SETS, { status: 401 }, { body: { count: 0, value: [] } });
  expect(await find(github())).toBeUndefined();
  const calls = server.seen.filter(({ path }) => SETS.test(path));
  expect(calls.map(({ headers }) => headers['authorization'])).toEqual([
    `Bearer ${aToken((NOW + HOUR_MS) / 1000)}`,
    `Bearer ${aToken(9e9, 'second')}`,
  ]);
  expect(server.asked(EXCHANGE)).toHaveLength(2);
});

test('calls that are refused at the same time share one new sign-in', async () => {
  server.on('GET', SETS, { status: 401 }, { status: 401 }, { body: { count: 0, value: [] } });
  const client = github();
  await Promise.all([find(client), find(client)]);
  expect(server.asked(EXCHANGE)).toHaveLength(2);
});

test('a service that refuses every token is an error, and not a loop', async () => {
  server.on('GET', SETS, { status: 401 });
  expect(await failureOf()).toMatchObject({ fault: 'signIn', status: 401, message: expect.stringContaining('was not revoked') });
  expect(server.asked(SETS)).toHaveLength(2);
});

test('a right that the service misses is not asked for again', async () => {
  server.on('GET', SETS, { status: 403 });
  expect(await failureOf()).toMatchObject({ fault: 'right' });
  expect(server.asked(SETS)).toHaveLength(1);
});

test.each([401, 403])('a new registration token that GitHub does not know yet (%i) is tried again', async (status) => {
  server.on('POST', EXCHANGE, { status }, { status }, { body: server.admin() });
  expect(await find(github())).toBeUndefined();
  expect(server.slept).toEqual([1000, 2000]);
  expect(server.asked(TOKEN_CALL)).toHaveLength(1);
});

test('it is tried four times', async () => {
  server.on('POST', EXCHANGE, { status: 403, body: { message: 'no' } });
  expect(await failureOf()).toMatchObject({ fault: 'right', message: 'POST /actions/runner-registration: refused (403): no' });
  expect(server.slept).toEqual([1000, 2000, 4000]);
});

test.each([500, 429])('nothing else is tried again here: %i', async (status) => {
  server.on('POST', EXCHANGE, { status, headers: { 'retry-after': '7' } });
  expect(await failureOf()).toMatchObject({ fault: 'transient', retryAfterMs: 7000 });
  expect(server.slept).toEqual([]);
});

test('each request is reported', async () => {
  const calls: unknown[] = [];
  server.on('GET', SETS, { status: 429, headers: { 'retry-after': '3' } });
  await failureOf({ onCall: (call) => void calls.push(call) });
  server.on('POST', TOKEN_CALL, 'reset');
  await failureOf({ onCall: (call) => void calls.push(call) });
  expect(calls).toEqual([
    { method: 'POST', status: 201, retryAfterMs: undefined },
    { method: 'POST', status: 200, retryAfterMs: undefined },
    { method: 'GET', status: 429, retryAfterMs: 3000 },
    { method: 'POST', status: 0 },
  ]);
});
