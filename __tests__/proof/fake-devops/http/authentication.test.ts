import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { basic, call } from '../support/client';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux', 'windows'], clock });
});
afterEach(() => devops.close());

const POOLS_URL = '/_apis/distributedtask/pools?poolName=linux';
const as = (authorization: string, method = 'GET', path = POOLS_URL) => call(devops, method, path, { authorization });
const BEARER_CHALLENGE = 'Bearer authorization_uri=https://login.microsoftonline.com/';

test.each(['', 'VstsAgent', 'anyone'])('a personal access token is accepted with the user name "%s"', async (user) => {
  expect((await as(basic(devops.token, user))).status).toBe(200);
});

test('a wrong token gets an empty 401 with three challenges', async () => {
  const { status, text, headers } = await as(basic('wrong'));
  expect({ status, text }).toEqual({ status: 401, text: '' });
  const challenges = headers.get('www-authenticate') ?? '';
  expect(challenges.startsWith(BEARER_CHALLENGE)).toBe(true);
  expect(challenges).toContain('Basic realm="https://tfsprodweu1.visualstudio.com/", TFS-Federated');
  expect(decodeURIComponent(headers.get('x-tfs-serviceerror') ?? '')).toBe(
    "TF400813: The user '' is not authorized to access this resource.",
  );
});

test('the three challenges are three headers', async () => {
  const { get } = await import('node:http');
  const raw = await new Promise<string[]>((resolve) => {
    get(`${devops.url}${POOLS_URL}`, { headers: { authorization: basic('wrong') } }, (response) => {
      response.resume();
      resolve(response.rawHeaders.filter((name) => name.toLowerCase() === 'www-authenticate'));
    });
  });
  expect(raw).toHaveLength(3);
});

test('a revoked token gets the same 401, an expired one a message about that', async () => {
  const [revoked, expired] = [devops.issueToken(), devops.issueToken()];
  devops.revokeToken(revoked);
  devops.expireToken(expired);
  expect(await as(basic(revoked))).toMatchObject({ status: 401, text: '' });
  const message = 'Access Denied: The Personal Access Token used has expired.';
  const answer = await as(basic(expired));
  expect(answer).toMatchObject({ status: 401, json: { typeKey: 'AccessCheckException', message } });
  expect(decodeURIComponent(answer.headers.get('x-tfs-serviceerror') ?? '')).toBe(message);
});

test('a token expires by the clock', async () => {
  const token = devops.issueToken({ expiresIn: 60 });
  clock.advance(59_999);
  expect((await as(basic(token))).status).toBe(200);
  clock.advance(1);
  expect((await as(basic(token))).status).toBe(401);
});

test('an Entra token is accepted as Bearer token and in place of a personal access token', async () => {
  const token = devops.issueToken({ kind: 'entra' });
  expect((await as(`Bearer ${token}`)).status).toBe(200);
  expect((await as(basic(token, 'user'))).status).toBe(200);
  devops.expireToken(token);
  expect(await as(basic(token, 'user'))).toMatchObject({ status: 401, text: '' });
});

test.each(['GET', 'POST'])('%s with a bad Bearer token gets the sign-in page with 203', async (method) => {
  const expired = devops.issueToken({ kind: 'entra' });
  devops.expireToken(expired);
  for (const token of ['bad', expired, devops.token]) {
    const { status, headers, text } = await as(`Bearer ${token}`, method);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 203, type: 'text/html; charset=utf-8' });
    expect(text).toContain('<!DOCTYPE html>');
  }
});

test.each(['PATCH', 'DELETE'])('%s with a bad Bearer token gets 401', async (method) => {
  expect(await as('Bearer bad', method, '/_apis/distributedtask/pools/44/agents/25?api-version=7.1')).toMatchObject({
    status: 401,
    json: {
      typeKey: 'UnauthorizedRequestException',
      message: "TF400813: The user '' is not authorized to access this resource.",
    },
  });
});

test('a request without credentials is redirected to the sign-in page, or gets 401 if redirects are suppressed', async () => {
  const { status, headers } = await as('');
  expect(status).toBe(302);
  const signIn = headers.get('location') ?? '';
  expect(signIn).toContain(`/_signin?realm=dev.azure.com&reply_to=${encodeURIComponent(`${devops.url}${POOLS_URL}`)}`);
  expect(await call(devops, 'GET', signIn)).toMatchObject({ status: 203 });
  const suppressed = await call(devops, 'GET', POOLS_URL, { authorization: '', headers: { 'x-tfs-fedauthredirect': 'Suppress' } });
  expect(suppressed).toMatchObject({ status: 401, text: '' });
});

test('a valid Entra token of an identity outside the organisation is refused with TF401444', async () => {
  const token = devops.issueToken({ kind: 'entra', member: false });
  const answer = await as(`Bearer ${token}`);
  expect(answer).toMatchObject({ status: 401, json: { typeKey: 'UnauthorizedRequestException' } });
  expect(answer.json['message']).toMatch(/^TF401444: Please sign-in at least once as .* in a web browser/);
});

test('the scope vso.agentpools allows reading, but not writing', async () => {
  const authorization = basic(devops.issueToken({ user: 'Bob', scopes: ['vso.agentpools'] }));
  for (const path of [POOLS_URL, '/_apis/distributedtask/pools/44/agents', '/_apis/distributedtask/pools/44/jobrequests']) {
    expect((await call(devops, 'GET', path, { authorization })).status).toBe(200);
  }
  const body = { name: 'placeholder' };
  const answer = await call(devops, 'POST', '/_apis/distributedtask/pools/44/agents?api-version=7.1', { authorization, body });
  expect(answer).toMatchObject({ status: 403, json: { typeKey: 'AccessDeniedException' } });
  expect((await call(devops, 'GET', '/demo/_apis/build/builds', { authorization })).status).toBe(403);
  expect(await call(devops, 'GET', '/_apis/connectionData', { authorization })).toMatchObject({
    status: 401,
    json: { message: 'VS30063: You are not authorized to access https://dev.azure.com.' },
  });
});

test('an Entra token has no scopes: only its roles count', async () => {
  const authorization = `Bearer ${devops.issueToken({ kind: 'entra', scopes: ['vso.agentpools'], roles: { linux: 'administrator' } })}`;
  const body = { name: 'placeholder' };
  const post = (pool: number) =>
    call(devops, 'POST', `/_apis/distributedtask/pools/${pool}/agents?api-version=7.1`, { authorization, body });
  expect((await post(44)).status).toBe(200);
  expect((await post(45)).status).toBe(404);
});

test('a Reader can see the agent pool, but not change it', async () => {
  devops.addAgent('linux', { name: 'placeholder' });
  const authorization = basic(devops.issueToken({ user: 'Bob', roles: { LINUX: 'reader' } }));
  expect((await call(devops, 'GET', POOLS_URL, { authorization })).json['count']).toBe(1);
  for (const method of ['PATCH', 'DELETE']) {
    const path = '/_apis/distributedtask/pools/44/agents/25?api-version=7.1';
    const body = method === 'PATCH' ? { id: 25, enabled: false } : undefined;
    expect(await call(devops, method, path, { authorization, body })).toMatchObject({
      status: 403,
      json: {
        message:
          'Access denied. Bob needs Manage permissions to perform the action. For more information, contact the Azure DevOps Server administrator.',
      },
    });
  }
  expect(devops.agentsOf('linux')).toMatchObject([{ enabled: true }]);
});

test('an agent pool on which the caller has no role is not visible', async () => {
  const authorization = basic(devops.issueToken({ roles: { windows: 'reader', linux: 'none' } }));
  expect((await call(devops, 'GET', POOLS_URL, { authorization })).json).toEqual({ count: 0, value: [] });
  for (const path of ['', '/agents', '/jobrequests']) {
    expect(await call(devops, 'GET', `/_apis/distributedtask/pools/44${path}`, { authorization })).toMatchObject({
      status: 404,
      json: { typeKey: 'TaskAgentPoolNotFoundException' },
    });
  }
});
