import { createSign, generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeGitHub } from '../../../proof/fake-github/fake-github';
import type { PersonalTokenOptions } from '../../../proof/fake-github/identity/personal-token';
import { call } from './support/client';
import { START } from './support/scene';
import { connect } from './support/service';

let clock: ManualClock;
let github: FakeGitHub;
beforeEach(async () => {
  clock = new ManualClock(START);
  github = await FakeGitHub.start({ clock });
});
afterEach(() => github.close());

const seconds = () => clock.now() / 1000;

function appJwt(claims: object, key: string, alg = 'RS256'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

const claimsOf = (issuer: unknown) => ({ iat: seconds() - 60, exp: seconds() + 480, iss: issuer });

function installationToken(jwt: string, installation: number) {
  return call(github, 'POST', `/app/installations/${installation}/access_tokens`, { authorization: `Bearer ${jwt}` });
}

describe('a GitHub App', () => {
  test('gets a token of its installation, and with it the admin token', async () => {
    const { app, installation, privateKey } = github.addApp();
    const { status, json } = await installationToken(appJwt(claimsOf(app.clientId), privateKey), installation.id);
    expect({ status, expires: json['expires_at'] }).toEqual({ status: 201, expires: '2026-01-05T11:00:00.000Z' });
    const service = await connect(github, github.organisation(), `Bearer ${json['token']}`);
    expect((await service.call('GET', 'distributedtask/pools/0/agents')).json).toEqual({ count: 0, value: [] });
  });

  test('may name itself by its id', async () => {
    const { app, installation, privateKey } = github.addApp();
    expect((await installationToken(appJwt(claimsOf(app.id), privateKey), installation.id)).status).toBe(201);
    expect((await installationToken(appJwt(claimsOf(String(app.id)), privateKey), installation.id)).status).toBe(201);
  });

  test.each([
    ['exp more than ten minutes ahead', { exp: 601 }, "'Expiration time' claim ('exp') is too far in the future"],
    ['exp in the past', { exp: 0 }, "'Expiration time' claim ('exp') must be a numeric value"],
    ['iat in the future', { iat: 1 }, "'Issued at' claim ('iat') must be an Integer"],
  ])('is refused with %s', async (_, offsets, message) => {
    const { app, installation, privateKey } = github.addApp();
    const times = Object.fromEntries(Object.entries(offsets).map(([name, offset]) => [name, seconds() + offset]));
    const { status, json } = await installationToken(appJwt({ ...claimsOf(app.clientId), ...times }, privateKey), installation.id);
    expect({ status, message: json['message'] }).toEqual({ status: 401, message: expect.stringContaining(message) });
  });

  test('is refused with a fraction of a second, with another algorithm, and with another key', async () => {
    const { app, installation, privateKey } = github.addApp();
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const jwts = [
      appJwt({ ...claimsOf(app.clientId), iat: seconds() - 0.5 }, privateKey),
      appJwt(claimsOf(app.clientId), privateKey, 'RS512'),
      appJwt(claimsOf(app.clientId), other),
      'no-jwt',
    ];
    for (const jwt of jwts) expect((await installationToken(jwt, installation.id)).status).toBe(401);
    expect((await installationToken(appJwt(claimsOf('Iv23unknown'), privateKey), installation.id)).status).toBe(404);
    expect((await installationToken(appJwt(claimsOf(app.clientId), privateKey), 1)).status).toBe(404);
  });

  test('has several keys while one is rotated; tokens that were issued stay valid', async () => {
    const { app, installation, privateKey } = github.addApp();
    const second = app.addKey();
    const before = await installationToken(appJwt(claimsOf(app.clientId), privateKey), installation.id);
    expect((await installationToken(appJwt(claimsOf(app.clientId), second), installation.id)).status).toBe(201);
    app.removeKey(privateKey);
    expect((await installationToken(appJwt(claimsOf(app.clientId), privateKey), installation.id)).status).toBe(401);
    await connect(github, github.organisation(), `Bearer ${before.json['token']}`);
  });

  test('cannot do anything where it is not installed, without the permission, or while it is suspended', async () => {
    github.organisation('fabrikam');
    github.repository('contoso/other');
    const { app, installation, privateKey } = github.addApp({
      permissions: { administration: 'write', metadata: 'read' },
      repositories: ['contoso/app'],
    });
    const { json } = await installationToken(appJwt(claimsOf(app.clientId), privateKey), installation.id);
    const statusOf = async (path: string) =>
      (await call(github, 'POST', `${path}/actions/runners/registration-token`, { authorization: `Bearer ${json['token']}` })).status;
    expect(await statusOf('/repos/contoso/app')).toBe(201);
    expect(await statusOf('/repos/contoso/other')).toBe(404);
    expect(await statusOf('/orgs/contoso')).toBe(403);
    expect(await statusOf('/orgs/fabrikam')).toBe(404);
    installation.suspended = true;
    expect(await statusOf('/repos/contoso/app')).toBe(403);
    expect((await installationToken(appJwt(claimsOf(app.clientId), privateKey), installation.id)).status).toBe(403);
  });
});

test.each<[string, PersonalTokenOptions, readonly [org: number, repo: number, enterprise: number]]>([
  ['classic with all scopes', {}, [201, 201, 201]],
  ['classic with repo', { scopes: ['repo'] }, [403, 201, 403]],
  ['classic with admin:org', { scopes: ['admin:org'] }, [201, 403, 403]],
  ['classic with manage_runners:enterprise', { scopes: ['manage_runners:enterprise'] }, [403, 403, 201]],
  ['classic of a user who administers one repository', { administers: ['contoso/app'] }, [403, 201, 403]],
  ['fine-grained', { kind: 'fine-grained' }, [201, 201, 404]],
  [
    'fine-grained for runners of the organisation',
    { kind: 'fine-grained', permissions: { administration: 'read', organization_self_hosted_runners: 'write' } },
    [201, 403, 404],
  ],
  [
    'fine-grained without administration',
    { kind: 'fine-grained', permissions: { organization_self_hosted_runners: 'write' } },
    [403, 403, 404],
  ],
  [
    'fine-grained that only reads',
    { kind: 'fine-grained', permissions: { administration: 'read', organization_self_hosted_runners: 'read' } },
    [403, 403, 404],
  ],
  ['fine-grained for another account', { kind: 'fine-grained', resourceOwner: 'fabrikam' }, [404, 404, 404]],
])('a token that is %s manages runners of an organisation, a repository and an enterprise: %j -> %j', async (_, options, expected) => {
  github.enterprise('big');
  const authorization = `Bearer ${github.issueToken(options)}`;
  const statuses = [];
  for (const path of ['/orgs/contoso', '/repos/contoso/app', '/enterprises/big']) {
    statuses.push((await call(github, 'POST', `${path}/actions/runners/registration-token`, { authorization })).status);
  }
  expect(statuses).toEqual(expected);
});

test('a personal access token expires, and answers say when', async () => {
  const authorization = `Bearer ${github.issueToken({ expiresIn: 60, scopes: ['repo'] })}`;
  const { headers } = await call(github, 'GET', '/user', { authorization });
  expect(headers.get('github-authentication-token-expiration')).toBe('2026-01-05 10:01:00 UTC');
  expect(headers.get('x-oauth-scopes')).toBe('repo');
  clock.advance(60_000);
  const { status, json } = await call(github, 'GET', '/user', { authorization });
  expect({ status, json }).toMatchObject({ status: 401, json: { message: 'Bad credentials', status: '401' } });
});

test('requests without credentials or a User-Agent are refused', async () => {
  expect((await call(github, 'GET', '/user', { authorization: '' })).json).toMatchObject({ message: 'Requires authentication' });
  const { status, text } = await call(github, 'GET', '/user', { headers: { 'user-agent': '' } });
  expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('User-Agent') });
});

describe('the registration', () => {
  const register = (authorization: string, url = github.organisation()) =>
    call(github, 'POST', '/actions/runner-registration', { authorization, body: { url, runner_event: 'register' } });

  test('needs the registration token, the scheme RemoteAuth, and the URL of the scope', async () => {
    const { json } = await call(github, 'POST', '/orgs/contoso/actions/runners/registration-token');
    const authorization = `RemoteAuth ${json['token']}`;
    expect((await register(`Bearer ${json['token']}`)).status).toBe(401);
    expect((await register(`RemoteAuth ${github.token}`)).status).toBe(401);
    expect((await register(authorization, github.repository('contoso/app'))).status).toBe(404);
    expect((await register(authorization, `${github.organisation()}/`)).status).toBe(200);
    clock.advance(3600_000);
    expect((await register(authorization)).status).toBe(401);
  });

  test('returns a JSON Web Token with exp, which expires then', async () => {
    github.settings.adminTokenSeconds = 30;
    const service = await connect(github);
    const claims = JSON.parse(Buffer.from(service.token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ exp: seconds() + 30 });
    clock.advance(29_000);
    expect((await service.call('GET', 'distributedtask/pools/0/agents')).status).toBe(200);
    clock.advance(1000);
    expect((await service.call('GET', 'distributedtask/pools/0/agents')).status).toBe(401);
  });

  test('returns a token for one scope only', async () => {
    const organisation = await connect(github);
    const repository = await connect(github, github.repository('contoso/app'));
    const answer = await organisation.call('GET', 'distributedtask/pools/0/agents', { authorization: `Bearer ${repository.token}` });
    expect(answer.status).toBe(401);
  });
});

test.each([
  ['direct', true],
  ['acquire', false],
] as const)('with mode %s, the URL of the Actions service ends with a slash: %s', async (mode, hasSlash) => {
  const other = await FakeGitHub.start({ mode });
  const { url } = await connect(other);
  await other.close();
  expect(url.startsWith(`${other.origin}/`)).toBe(true);
  expect(url.endsWith('/')).toBe(hasSlash);
});

test('a host api.<host> has the REST API without a prefix', async () => {
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'api.github.localhost', authorization: `Bearer ${github.token}`, 'user-agent': 'test' };
    request(`${github.origin}/orgs/contoso`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  expect((await call(github, 'GET', `${github.origin}/orgs/contoso`)).status).toBe(404);
});
