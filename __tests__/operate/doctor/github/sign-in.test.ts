import { github } from '../../../../operate/doctor/checks/github/github';
import { gitHubApp } from '../../../../operate/doctor/checks/github/github-app';
import { gitHubPermissions } from '../../../../operate/doctor/checks/github/github-permissions';
import { gitHubSignIn } from '../../../../operate/doctor/checks/github/github-sign-in';
import { gitHubTokenExpiry } from '../../../../operate/doctor/checks/github/github-token-expiry';
import { Unmet } from '../../../../operate/doctor/outcome';
import type { Installation } from '../../../../proof/fake-github/identity/app';
import type { PersonalTokenOptions } from '../../../../proof/fake-github/identity/personal-token';
import { type Runners, type RunnersChanges, runners, withToken } from '../support/github';

let scene: Runners;
beforeEach(async () => {
  scene = await runners();
});
afterEach(() => scene.github.close());

const KEY = 'the private key in TF_VAR_github_key';
const TOKEN = 'the token in TF_VAR_github_token';
/** A context with a personal access token. */
const by = (options: PersonalTokenOptions = {}, changes: RunnersChanges = {}) =>
  scene.context({ draft: withToken(), ...changes, environment: { TF_VAR_github_token: scene.github.issueToken(options) } });
const withoutKey = { TF_VAR_github_key: '' };

describe('the address', () => {
  test('answers', async () => {
    expect(await github.run(scene.context())).toEqual({
      status: 'pass',
      finding: `${scene.github.origin}/api/v3 answers, for the organisation ${scene.github.organisation()}`,
    });
  });

  test('is that of the example', async () => {
    expect(await github.run(scene.context({ url: 'https://github.com/your-organisation' }))).toEqual({
      status: 'fail',
      finding: 'gitHub.url is still that of the example',
      advice: 'name your organisation',
    });
  });

  test('leads to no server', async () => {
    expect(await github.run(scene.context({ url: 'http://127.0.0.1:1/contoso' }))).toEqual({
      status: 'fail',
      finding: `http://127.0.0.1:1/api/v3: GET /app/installations/${scene.installation.id}: no answer from 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1`,
      advice:
        'check gitHub.url, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported',
    });
  });

  test.each([
    ['503', 'try again later; https://www.githubstatus.com shows outages of GitHub'],
    [{ status: 404, body: 'not here' }, 'check gitHub.url: at this address there is no API of GitHub'],
  ] as const)('leads to a server that answers %j', async (answer, advice) => {
    scene.github.fault({ path: /installations/, answer });
    expect(await github.run(scene.context())).toMatchObject({ status: 'fail', advice });
    expect(await gitHubSignIn.run(scene.context())).toEqual({ status: 'skip', finding: 'GitHub gives no answer, see the check "github"' });
  });

  test('cannot be tried without a key', async () => {
    expect(await github.run(scene.context({ environment: withoutKey }))).toEqual({
      status: 'skip',
      finding: 'there is no key or token, see the check "github-sign-in"',
    });
  });
});

describe('the sign-in', () => {
  test('with the key of an App', async () => {
    expect(await gitHubSignIn.run(scene.context())).toEqual({ status: 'pass', finding: `${KEY} is accepted, as App ${scene.app.slug}` });
  });

  test('with a token', async () => {
    expect(await gitHubSignIn.run(by())).toEqual({ status: 'pass', finding: `${TOKEN} is accepted, as ada` });
  });

  test('with a key that the App no longer has', async () => {
    scene.app.removeKey(scene.privateKey);
    scene.app.addKey();
    const outcome = await gitHubSignIn.run(scene.context());
    expect(outcome).toMatchObject({ status: 'fail', advice: expect.stringContaining('generate a new private key') });
    expect(outcome.finding).toMatch(
      new RegExp(`^${KEY} is refused: GET /app/installations/\\d+: not signed in \\(401\\): A JSON web token`),
    );
    expect(JSON.stringify(outcome)).not.toContain('PRIVATE KEY-----');
  });

  test('with the client id of no App', async () => {
    const auth = { kind: 'app', clientId: 'Iv23other', installationId: scene.installation.id };
    expect(await gitHubSignIn.run(scene.context({ draft: { gitHub: { url: 'https://github.com/contoso', auth } } }))).toMatchObject({
      status: 'fail',
      finding: expect.stringContaining('Integration not found'),
    });
  });

  test('with a token that is revoked', async () => {
    const token = scene.github.issueToken();
    scene.github.revokeToken(token);
    const revoked = scene.context({ draft: withToken(), environment: { TF_VAR_github_token: token } });
    const outcome = await gitHubSignIn.run(revoked);
    expect(outcome).toMatchObject({ status: 'fail', advice: expect.stringContaining('create a new token') });
    expect(outcome.finding).toMatch(/^the token in TF_VAR_github_token is refused: GET \/user: not signed in \(401\): Bad credentials/);
  });

  test.each([
    [{}, 'TF_VAR_github_key is not set', 'fail'],
    [{ TF_VAR_github_key: '/home/me/app.pem' }, 'TF_VAR_github_key holds no private key in PEM form', 'fail'],
  ])('without a usable key: %j', async (environment, finding, status) => {
    expect(await gitHubSignIn.run(scene.context({ environment: { ...withoutKey, ...environment } }))).toMatchObject({ status, finding });
  });

  test('is not checked if the key is in a Secret that nobody has exported', async () => {
    const auth = {
      kind: 'app',
      clientId: scene.app.clientId,
      installationId: scene.installation.id,
      key: { kind: 'existing', secret: 'key' },
    };
    const draft = { gitHub: { url: 'https://github.com/contoso', auth } };
    const outcome = await gitHubSignIn.run(scene.context({ draft, environment: withoutKey }));
    expect(outcome.status).toBe('skip');
    expect(outcome.finding).toMatch(/^TF_VAR_github_key is not set, and the content of Secret key is not read: to check GitHub, export it/);
    expect(await gitHubSignIn.run(scene.context({ draft }))).toMatchObject({ status: 'pass' });
  });
});

describe('the installation of the App', () => {
  test('is there', async () => {
    expect(await gitHubApp.run(scene.context())).toEqual({
      status: 'pass',
      finding: `installation ${scene.installation.id} of App ${scene.app.slug} in contoso, for all repositories`,
    });
  });

  test('is not needed with a token', async () => {
    expect(await gitHubApp.run(by())).toEqual({
      status: 'skip',
      finding: 'not needed: the config signs in with a personal access token',
    });
  });

  test('is missing in this organisation', async () => {
    const url = scene.github.organisation('fabrikam');
    expect(await gitHubApp.run(scene.context({ url }))).toMatchObject({ status: 'fail', finding: `the App is not installed in ${url}` });
  });

  test('is another one', async () => {
    const auth = { kind: 'app', clientId: scene.app.clientId, installationId: 7 };
    const context = scene.context({ draft: { gitHub: { url: 'https://github.com/contoso', auth } } });
    expect(await gitHubApp.run(context)).toEqual({
      status: 'fail',
      finding: `the App has no installation 7; the one in ${scene.github.organisation()} is ${scene.installation.id}`,
      advice: 'set gitHub.auth.installationId to the number at the end of the address of the installation',
    });
    expect(await gitHubSignIn.run(context)).toEqual({ status: 'pass', finding: `${KEY} is accepted; see the check "github-app"` });
  });

  test('is in another account', async () => {
    const other: Installation = { id: 77, account: 'fabrikam', permissions: {}, repositories: 'all', suspended: false };
    scene.app.installations.push(other);
    const auth = { kind: 'app', clientId: scene.app.clientId, installationId: 77 };
    expect(await gitHubApp.run(scene.context({ draft: { gitHub: { url: 'https://github.com/contoso', auth } } }))).toMatchObject({
      status: 'fail',
      finding: `installation 77 is in fabrikam, and the one in ${scene.github.organisation()} is ${scene.installation.id}`,
    });
  });

  test('is suspended', async () => {
    scene.installation.suspended = true;
    expect(await gitHubApp.run(scene.context())).toMatchObject({ status: 'fail', finding: expect.stringMatching(/ is suspended$/) });
  });
});

describe('the permissions', () => {
  test('of an App suffice', async () => {
    const finding = `${KEY} may register runners of the organisation`;
    expect(await gitHubPermissions.run(scene.context())).toEqual({ status: 'pass', finding });
    expect(scene.github.runners).toEqual([]);
  });

  test('of an App do not suffice', async () => {
    scene.installation.permissions = { metadata: 'read', organization_self_hosted_runners: 'read' };
    expect(await gitHubPermissions.run(scene.context())).toEqual({
      status: 'fail',
      finding: `${KEY} has read access with the permission organization_self_hosted_runners, and needs write`,
      advice: 'give the App the organisation permission "Self-hosted runners: Read and write" and accept the change in its installation',
    });
  });

  test('of an App on a repository are others', async () => {
    scene.installation.permissions = { metadata: 'read', organization_self_hosted_runners: 'write' };
    const url = scene.github.repository('contoso/app');
    expect(await gitHubPermissions.run(scene.context({ url }))).toMatchObject({
      status: 'fail',
      finding: `${KEY} has no access with the permission administration, and needs write`,
    });
  });

  test.each<[PersonalTokenOptions, object]>([
    [{}, { status: 'pass', finding: `${TOKEN} may register runners of the organisation` }],
    [{ scopes: ['repo'] }, { status: 'fail', finding: `${TOKEN} has the scopes repo, and needs admin:org` }],
    [{ kind: 'fine-grained' }, { status: 'pass' }],
    [
      { kind: 'fine-grained', permissions: { metadata: 'read' } },
      {
        status: 'fail',
        finding: expect.stringContaining(
          `${TOKEN} may not register runners: POST /orgs/contoso/actions/runners/registration-token: refused (403)`,
        ),
      },
    ],
    [{ administers: [] }, { status: 'fail', finding: expect.stringContaining('may not register runners') }],
  ])('of the token %j', async (options, outcome) => {
    expect(await gitHubPermissions.run(by(options))).toMatchObject(outcome);
  });

  test('are not checked if the sign-in fails', async () => {
    await expect(gitHubPermissions.run(scene.context({ environment: withoutKey }))).rejects.toThrow(Unmet);
  });
});

describe('the expiry', () => {
  const DAY = 86_400;
  const now = Date.now();

  test.each<[PersonalTokenOptions, object, object]>([
    [{}, {}, { status: 'pass', finding: `${TOKEN} does not expire, as far as GitHub says` }],
    [{ expiresIn: 30.5 * DAY }, {}, { status: 'pass', finding: `${TOKEN} expires in 30 days, according to GitHub` }],
    [{ expiresIn: 1.5 * DAY }, {}, { status: 'warn', finding: `${TOKEN} expires in 1 day, according to GitHub` }],
    [{}, { expiresOn: '2001-01-01' }, { status: 'fail', finding: `${TOKEN} has expired, according to gitHub.auth.expiresOn` }],
  ])('of the token %j with %j', async (options, auth, outcome) => {
    expect(await gitHubTokenExpiry.run(by(options, { draft: withToken(auth), now }))).toMatchObject(outcome);
  });

  test('of the key of an App', async () => {
    expect(await gitHubTokenExpiry.run(scene.context())).toMatchObject({
      status: 'pass',
      finding: expect.stringContaining('does not expire'),
    });
  });
});
