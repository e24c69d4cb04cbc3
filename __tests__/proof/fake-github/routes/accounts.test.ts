import { createSign } from 'node:crypto';
import { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import type { App } from '../../../../proof/fake-github/identity/app';
import { call } from '../support/client';

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(() => github.close());

function jwtOf({ clientId }: App, key: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 60, exp: now + 480, iss: clientId })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

test('an App sees itself and its installations, with their permissions', async () => {
  const { app, installation, privateKey } = github.addApp({ permissions: { metadata: 'read', organization_self_hosted_runners: 'write' } });
  const authorization = `Bearer ${jwtOf(app, privateKey)}`;
  expect((await call(github, 'GET', '/app', { authorization })).json).toMatchObject({ id: app.id, client_id: app.clientId });
  const expected = {
    id: installation.id,
    account: { login: 'contoso' },
    app_id: app.id,
    permissions: { metadata: 'read', organization_self_hosted_runners: 'write' },
    repository_selection: 'all',
    suspended_at: null,
  };
  for (const path of ['/orgs/contoso/installation', '/repos/contoso/app/installation', `/app/installations/${installation.id}`]) {
    expect((await call(github, 'GET', path, { authorization })).json).toMatchObject(expected);
  }
  github.organisation('fabrikam');
  expect((await call(github, 'GET', '/orgs/fabrikam/installation', { authorization })).status).toBe(404);
  expect((await call(github, 'GET', '/orgs/contoso/installation')).status).toBe(401);
});

test('an App that is installed on some repositories does not see others', async () => {
  github.repository('contoso/other');
  const { app, installation, privateKey } = github.addApp({ repositories: ['contoso/app'] });
  const authorization = `Bearer ${jwtOf(app, privateKey)}`;
  expect((await call(github, 'GET', '/repos/contoso/app/installation', { authorization })).json).toMatchObject({
    repository_selection: 'selected',
  });
  expect((await call(github, 'GET', '/repos/contoso/other/installation', { authorization })).status).toBe(404);
  const issued = await call(github, 'POST', `/app/installations/${installation.id}/access_tokens`, { authorization });
  const token = `Bearer ${issued.json['token']}`;
  expect((await call(github, 'GET', '/installation/repositories', { authorization: token })).json).toMatchObject({
    total_count: 1,
    repositories: [{ full_name: 'contoso/app' }],
  });
  expect((await call(github, 'GET', '/user', { authorization: token })).status).toBe(403);
});

test('runner groups say which repositories may use them', async () => {
  github.repository('contoso/other');
  const group = github.addGroup({ name: 'Special', repositories: ['contoso/app'], allowsPublicRepositories: false });
  const groups = '/orgs/contoso/actions/runner-groups';
  expect((await call(github, 'GET', groups)).json).toMatchObject({
    total_count: 2,
    runner_groups: [
      { id: 1, name: 'Default', visibility: 'all', default: true },
      { id: 2, name: 'Special', visibility: 'selected', default: false, allows_public_repositories: false },
    ],
  });
  expect((await call(github, 'GET', `${groups}?visible_to_repository=other`)).json).toMatchObject({ total_count: 1 });
  expect((await call(github, 'GET', `${groups}/${group.id}/repositories`)).json).toMatchObject({
    repositories: [{ full_name: 'contoso/app' }],
  });
  expect((await call(github, 'GET', `${groups}/9`)).status).toBe(404);
  const authorization = `Bearer ${github.issueToken({ scopes: ['repo'] })}`;
  expect((await call(github, 'GET', groups, { authorization })).status).toBe(403);
});

test('users, organisations and repositories are found', async () => {
  expect((await call(github, 'GET', '/user')).json).toMatchObject({ login: 'ada' });
  expect((await call(github, 'GET', '/orgs/Contoso')).json).toMatchObject({ login: 'contoso' });
  expect((await call(github, 'GET', '/repos/contoso/App')).json).toMatchObject({ full_name: 'contoso/app' });
  expect((await call(github, 'GET', '/repos/contoso/none')).status).toBe(404);
  github.repository('fabrikam/other');
  for (const path of ['/orgs/contoso/repos', '/users/contoso/repos']) {
    expect((await call(github, 'GET', path)).json).toMatchObject([{ name: 'app', full_name: 'contoso/app' }]);
  }
  const { status, json } = await call(github, 'GET', '/unknown');
  expect({ status, json }).toMatchObject({ status: 404, json: { message: 'Not Found', status: '404' } });
});
