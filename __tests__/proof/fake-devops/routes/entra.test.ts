import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
});
afterEach(() => devops.close());

const SCOPE = '499b84ac-1321-427f-aa17-267ca6975798/.default';
const withAssertion = {
  grant_type: 'client_credentials',
  client_id: 'client-1',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: 'projected token',
  scope: SCOPE,
};
const withSecret = { grant_type: 'client_credentials', client_id: 'client-1', client_secret: 's3cret', scope: SCOPE };
const ask = (form: Record<string, string>) =>
  call(devops, 'POST', `${devops.origin}/tenant-1/oauth2/v2.0/token`, {
    authorization: '',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const pools = (token: unknown) => call(devops, 'GET', '/_apis/distributedtask/pools', { authorization: `Bearer ${token}` });

test.each([
  [withAssertion, { assertion: 'projected token', secret: '' }],
  [withSecret, { assertion: '', secret: 's3cret' }],
])('a client gets a token that Azure DevOps accepts: %j', async (form, recorded) => {
  const { status, json } = await ask(form);
  expect({ status, ...json }).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3599 });
  expect((await pools(json['access_token'])).json).toMatchObject({ count: 1 });
  expect(devops.entra.requests).toEqual([{ tenant: 'tenant-1', clientId: 'client-1', scope: SCOPE, ...recorded }]);
  expect(devops.requests.at(-1)).toMatchObject({ user: 'client-1' });
});

test.each([
  [{ ...withAssertion, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  [{ ...withAssertion, scope: 'https://app.vssps.visualstudio.com/.default' }, 400, 'invalid_scope'],
  [{ ...withAssertion, client_assertion: '' }, 401, 'invalid_client'],
  [{ ...withAssertion, client_assertion_type: 'jwt' }, 401, 'invalid_client'],
  [{ ...withSecret, client_secret: '' }, 401, 'invalid_client'],
  [{ ...withSecret, client_id: '' }, 401, 'invalid_client'],
])('%j is refused with %i %s', async (form, status, error) => {
  expect(await ask(form)).toMatchObject({ status, json: { error, error_description: expect.stringMatching(/^AADSTS\d+: /) } });
  expect(devops.entra.requests).toEqual([]);
});

test('a test sets the lifetime and the identity', async () => {
  devops.entra.expiresIn = 60;
  devops.entra.identity = { user: 'agents', roles: { linux: 'reader' } };
  const { json } = await ask(withAssertion);
  expect(json['expires_in']).toBe(60);
  const authorization = `Bearer ${json['access_token']}`;
  const body = { name: 'placeholder' };
  const post = await call(devops, 'POST', '/_apis/distributedtask/pools/44/agents?api-version=7.1', { authorization, body });
  expect(post.status).toBe(403);
  clock.advance(60_000);
  expect((await pools(json['access_token'])).status).toBe(203);
});

test('faults apply to the sign-in service, too', async () => {
  devops.fault({
    path: /^\/tenant-1\/oauth2/,
    answer: { status: 400, body: { error: 'invalid_client', error_description: 'AADSTS700016' } },
    times: 1,
  });
  expect((await ask(withAssertion)).json).toMatchObject({ error_description: 'AADSTS700016' });
  expect((await ask(withAssertion)).status).toBe(200);
});

test('the configuration of a tenant names the token endpoint', async () => {
  const path = `${devops.origin}/tenant-1/v2.0/.well-known/openid-configuration`;
  expect((await call(devops, 'GET', path)).json).toMatchObject({
    issuer: `${devops.origin}/tenant-1/v2.0`,
    token_endpoint: `${devops.origin}/tenant-1/oauth2/v2.0/token`,
  });
});
