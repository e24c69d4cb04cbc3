import { generateKeyPairSync } from 'node:crypto';
import { GitHub } from '../../../../providers/github/client/client';
import type { Credential, GitHubConnection } from '../../../../providers/github/client/types';
import { anException, aToken, PAT, ScriptedServer } from './scripted-server';

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
  server.on('GET', /runnerscalesets$/, { body: { count: 0, value: [] } });
});
afterEach(() => server.stop());

const TOKEN_CALL = /registration-token$/;
const EXCHANGE = /runner-registration$/;

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

test.each([
  ['without a time', { token: aToken(undefined) }, 'the token does not say when it expires'],
  ['that is opaque', { token: 'opaque' }, 'the token does not say when it expires'],
  ['that is empty', { token: '' }, 'with token not as documented'],
])('a token of the service %s is no usable answer', async (_what, body, what) => {
  server.on('POST', EXCHANGE, { body: { url: `${server.url}/service`, ...body } });
  expect(await failureOf()).toMatchObject({ fault: 'transient', message: expect.stringContaining(what) });
});

test('an empty address of the service is no usable answer', async () => {
  server.on('POST', EXCHANGE, { body: { url: '', token: aToken(9e9) } });
  expect(await failureOf()).toMatchObject({ fault: 'transient', message: expect.stringContaining('with url not as documented') });
});

const NOT_FOUND = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com' } };
test.each([
  ['the installation', /access_tokens$/, 'signIn', 'check the installation id'],
  ['the organisation', TOKEN_CALL, 'right', 'give the App the organisation permission "Self-hosted runners: Read and write"'],
  ['the registration', EXCHANGE, 'right', 'check the URL http'],
])('that GitHub does not find %s never counts as the absence of a scale set', async (_what, path, fault, remedy) => {
  server.on('POST', path, NOT_FOUND);
  const failure = await failureOf({ credential: async () => APP });
  expect(failure).toMatchObject({ fault, status: 404, message: expect.stringContaining(remedy) });
});

test('a registration that names an exception never counts as the absence of a scale set', async () => {
  server.on('POST', EXCHANGE, anException(404, 'RunnerScaleSetNotFoundException'));
  expect(await failureOf()).toMatchObject({ fault: 'right' });
});

test.each([
  ['contoso', 'pat', 'give the token the scope admin:org (classic)'],
  ['contoso/shop', 'pat', 'give the token the scope repo (classic)'],
  ['enterprises/contoso', 'pat', 'give the token the scope manage_runners:enterprise'],
  ['contoso/shop', 'app', 'give the App the repository permission "Administration: Read and write"'],
  ['enterprises/contoso', 'app', 'use a classic personal access token'],
])('a missing right for %s with a credential of the kind %s is named', async (path, kind, remedy) => {
  server.on('POST', TOKEN_CALL, { status: 403, body: { message: 'Resource not accessible' } });
  const credential = async (): Promise<Credential> => (kind === 'app' ? APP : { kind: 'pat', token: PAT });
  const failure = await failureOf({ url: `${server.url}/${path}`, credential });
  expect(failure).toMatchObject({ fault: 'right', message: expect.stringContaining(`refused (403): Resource not accessible: ${remedy}`) });
});

test('a credential that cannot be read is a problem of the sign-in', async () => {
  const credential = async () => {
    throw new Error('ENOENT: no such file');
  };
  expect(await failureOf({ credential })).toMatchObject({
    fault: 'signIn',
    message: 'the credential for GitHub cannot be read: ENOENT: no such file: check its file or variable',
  });
});

test('a GitHub that cannot be reached is transient, and the message names its host', async () => {
  const url = 'http://127.0.0.1:1/contoso';
  expect(await failureOf({ url })).toMatchObject({
    fault: 'transient',
    message: expect.stringMatching(/registration-token: no answer from 127\.0\.0\.1:1: .*ECONNREFUSED/),
  });
});

test('no secret is in a message, even if GitHub repeats it', async () => {
  for (const path of [EXCHANGE, TOKEN_CALL]) {
    server.on('POST', path, { status: 400, body: { message: `bad: ${PAT} REGISTRATION` } });
    const { message } = (await failureOf()) as Error;
    expect(message).not.toContain(path === TOKEN_CALL ? PAT : 'REGISTRATION');
  }
});
