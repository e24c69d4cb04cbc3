import { generateKeyPairSync } from 'node:crypto';
import { GitHubRest } from '../../../../providers/github/client/rest';
import type { Credential, GitHubConnection } from '../../../../providers/github/client/types';
import { HOUR_MS, NOW, PAT, ScriptedServer } from './scripted-server';

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.stop());

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const APP: Credential = { kind: 'app', clientId: 'Iv23', installationId: 12_345, privateKey };
const rest = (more: Partial<GitHubConnection> = {}) => new GitHubRest(server.connection(more));
const asApp = () => rest({ credential: async () => APP });
const lastRequest = () => server.seen.at(-1);
const RUNNERS = /\/orgs\/contoso\/actions\/runners$/;
const ONE_RUNNER = /\/orgs\/contoso\/actions\/runners\/5$/;
const GROUPS = /\/actions\/runner-groups$/;
const NOT_FOUND = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com' } };

const aRunner = (id: number) => ({
  id,
  name: `gh-${id}`,
  os: 'linux',
  status: 'online',
  busy: false,
  labels: [{ id: 1, name: 'gh-linux' }],
  runner_group_id: 1,
});
const aGroup = (name: string, more: object = {}) => ({ id: 4, name, visibility: 'selected', default: false, ...more });

describe('the App', () => {
  const INSTALLATION = {
    id: 12_345,
    account: { login: 'contoso' },
    app_slug: 'aks-runners',
    repository_selection: 'all',
    permissions: { organization_self_hosted_runners: 'write', metadata: 'read' },
    suspended_at: null,
  };

  test('may do what the owner of the account has granted', async () => {
    server.on('GET', /\/app\/installations\/12345$/, { body: INSTALLATION });
    expect(await asApp().installation()).toEqual({ ...INSTALLATION, suspended_at: undefined });
    expect(lastRequest()?.headers['authorization']).toMatch(/^Bearer ey/);
    expect(await rest().installation()).toBeUndefined();
  });

  test('that is not installed is an error that names the installation id', async () => {
    server.on('GET', /\/app\/installations\/12345$/, NOT_FOUND);
    await expect(asApp().installation()).rejects.toMatchObject({
      fault: 'absent',
      message: expect.stringContaining('check the installation id'),
    });
  });

  test('is looked for where the runners belong', async () => {
    server.on('GET', /\/orgs\/contoso\/installation$/, { body: INSTALLATION }, NOT_FOUND, { status: 404 });
    expect(await asApp().installationHere()).toMatchObject({ id: 12_345 });
    expect(lastRequest()?.headers['authorization']).toMatch(/^Bearer ey/);
    expect(await asApp().installationHere()).toBeUndefined();
    await expect(asApp().installationHere()).rejects.toMatchObject({ fault: 'transient' });
    expect(await rest().installationHere()).toBeUndefined();
  });

  test('signs in once for an hour', async () => {
    server.on('GET', RUNNERS, { body: { total_count: 0, runners: [] } });
    const app = asApp();
    await app.runners();
    await app.runners();
    expect(server.asked(/access_tokens/)).toHaveLength(1);
    expect(lastRequest()?.headers['authorization']).toBe('Bearer ghs_installation');
    server.now = NOW + HOUR_MS - 60_000;
    await app.runners();
    expect(server.asked(/access_tokens/)).toHaveLength(2);
  });

  test('signs in again if its token is refused, once', async () => {
    server.on('GET', RUNNERS, { status: 401 }, { body: { total_count: 0, runners: [] } });
    expect(await asApp().runners()).toEqual([]);
    expect(server.asked(/access_tokens/)).toHaveLength(2);
    server.on('GET', RUNNERS, { status: 401 });
    await expect(rest().runners()).rejects.toMatchObject({ fault: 'signIn' });
  });
});

describe('a personal access token', () => {
  const END = '2027-03-01 10:00:00';
  test.each<[string, string, Record<string, string>, readonly string[] | undefined, number | undefined]>([
    ['with scopes', PAT, { 'x-oauth-scopes': 'admin:org, repo' }, ['admin:org', 'repo'], undefined],
    ['without scopes', PAT, { 'x-oauth-scopes': '' }, [], undefined],
    ['that expires', PAT, { 'github-authentication-token-expiration': `${END} UTC` }, [], Date.UTC(2027, 2, 1, 10)],
    ['that is fine-grained', 'github_pat_x', {}, undefined, undefined],
    ['with a zone', 'github_pat_x', { 'github-authentication-token-expiration': `${END} +0100` }, undefined, Date.UTC(2027, 2, 1, 9)],
  ])('%s shows its scopes and its end', async (_kind, token, headers, scopes, expiresAt) => {
    server.on('GET', /\/user$/, { body: { login: 'ada' }, headers });
    const pat = rest({ credential: async () => ({ kind: 'pat', token }) });
    expect(await pat.personalToken()).toEqual({ login: 'ada', scopes, expiresAt });
    expect(lastRequest()?.headers['authorization']).toBe(`Bearer ${token}`);
    expect(await asApp().personalToken()).toBeUndefined();
  });
});

describe('runner groups', () => {
  test('one is found by its name, without regard to case, on any page', async () => {
    const first = Array.from({ length: 100 }, (_, index) => aGroup(`group-${index}`));
    server.on(
      'GET',
      GROUPS,
      { body: { total_count: 101, runner_groups: first } },
      { body: { total_count: 101, runner_groups: [aGroup('Payments')] } },
    );
    expect(await rest().findRunnerGroup('payments')).toEqual({
      id: 4,
      name: 'Payments',
      visibility: 'selected',
      allows_public_repositories: false,
      restricted_to_workflows: false,
      selected_workflows: [],
    });
    expect(server.seen.map(({ query }) => query)).toEqual(['?per_page=100&page=1', '?per_page=100&page=2']);
  });

  test('a repository has none', async () => {
    expect(await rest({ url: `${server.url}/contoso/shop` }).findRunnerGroup('Default')).toBeUndefined();
    expect(server.seen).toEqual([]);
  });

  test('the repositories of one are listed', async () => {
    const body = { total_count: 1, repositories: [{ id: 1, full_name: 'contoso/shop', private: true, name: 'shop' }] };
    server.on('GET', /\/runner-groups\/4\/repositories$/, { body });
    expect(await rest().repositoriesOf(4)).toEqual([{ full_name: 'contoso/shop', private: true }]);
  });

  test('a missing right is named', async () => {
    server.on('GET', GROUPS, { status: 403, body: { message: 'Must have admin rights' } });
    await expect(rest().findRunnerGroup('a')).rejects.toThrow('refused (403): Must have admin rights: give the token the scope admin:org');
  });
});

describe('runners', () => {
  test('all are listed, or those of one name', async () => {
    server.on('GET', RUNNERS, { body: { total_count: 1, runners: [aRunner(5)] } });
    const runner = { id: 5, name: 'gh-5', status: 'online', busy: false, labels: [{ name: 'gh-linux' }], runner_group_id: 1 };
    expect(await rest().runners()).toEqual([runner]);
    await rest().runners('gh & 5');
    expect(lastRequest()?.query).toBe('?name=gh+%26+5&per_page=100&page=1');
  });

  test.each([
    ['its total is too high', 300, 2],
    ['its total is too low', 1, 1],
  ])('a list ends although %s', async (_what, total_count, pages) => {
    server.on('GET', RUNNERS, { body: { total_count, runners: [aRunner(5)] } }, { body: { total_count, runners: [] } });
    expect(await rest().runners()).toHaveLength(1);
    expect(server.seen).toHaveLength(pages);
  });

  test.each([
    ['no list', { total_count: 0 }],
    ['no total', { runners: [] }],
    ['nothing', undefined],
    ['a list', []],
  ])('an answer with %s is an error, not an empty list', async (_what, body) => {
    server.on('GET', RUNNERS, { body });
    await expect(rest().runners()).rejects.toMatchObject({ fault: 'transient' });
  });

  test('one is removed, absent only if GitHub says so, or busy', async () => {
    const busy = { status: 422, body: { message: 'Bad request - Runner "gh-5" is still running a job' } };
    server.on('DELETE', ONE_RUNNER, { status: 204 }, NOT_FOUND, busy, { status: 404 }, { status: 422, body: { message: 'other' } });
    expect(await rest().removeRunner(5)).toBe('deleted');
    expect(await rest().removeRunner(5)).toBe('absent');
    expect(await rest().removeRunner(5)).toBe('busy');
    await expect(rest().removeRunner(5)).rejects.toMatchObject({ fault: 'transient' });
    await expect(rest().removeRunner(5)).rejects.toMatchObject({ fault: 'refused' });
  });
});
