import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IdentityOptions, tokenSource } from '../../../agent/azure-pipelines/token';
import { createLog } from '../../../agent/process/log';
import { temporaryFolder } from '../support/fakes';

const lines: string[] = [];
const log = createLog((line) => void lines.push(line));

test('the token file is read for each use, without its line end, and the token is hidden from the log', async () => {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, 'first\n');
  const source = tokenSource({ kind: 'patFile', file }, log);
  expect(await source()).toEqual({ value: 'first', scheme: 'basic' });
  writeFileSync(file, 'second-token\n');
  expect((await source()).value).toBe('second-token');
  log.info('leak', { text: 'second-token' });
  expect(lines.at(-1)).toContain('"text":"***"');
});

test('the error names an empty token file', async () => {
  const file = join(temporaryFolder(), 'token');
  writeFileSync(file, '\n');
  await expect(tokenSource({ kind: 'patFile', file }, log)()).rejects.toMatchObject({
    message: expect.stringContaining(`the token file ${file} is empty`),
    fault: 'signIn',
  });
});

test('the error names a missing token file, with the remedy', async () => {
  const source = tokenSource({ kind: 'patFile', file: '/nowhere/token' }, log);
  await expect(source()).rejects.toMatchObject({
    message: expect.stringMatching(/^cannot read the token file \/nowhere\/token: ENOENT.*; mount it, or change AZP_TOKEN_FILE$/),
    fault: 'signIn',
  });
});

const GRANTED = { token_type: 'Bearer', expires_in: 3599, access_token: 'entra-jwt' };

/** Plays Microsoft Entra ID behind the library's own HTTP client. */
function fakeEntra(requests: { url: string; body: string }[], answer: object = GRANTED, status = 200): IdentityOptions {
  return {
    httpClient: {
      sendRequest: async (request) => {
        requests.push({ url: request.url, body: String(request.body ?? '') });
        const { origin, pathname } = new URL(request.url);
        // What the library requests of an authority that it does not know.
        const at = (path: string) => `${origin}/${path}`;
        const endpoints = {
          issuer: at('issuer'),
          authorization_endpoint: at('authorize'),
          token_endpoint: at('token'),
          jwks_uri: at('keys'),
        };
        const body = pathname.endsWith('/.well-known/openid-configuration') ? endpoints : answer;
        return { request, status, headers: request.headers, bodyAsText: JSON.stringify(body) };
      },
    },
  };
}

test('workload identity exchanges the projected token at the tenant, and calls no other host', async () => {
  const tokenFile = join(temporaryFolder(), 'projected');
  writeFileSync(tokenFile, 'projected-jwt');
  const requests: { url: string; body: string }[] = [];
  const auth = { kind: 'workloadIdentity', tenantId: '11111111-2222-3333-4444-555555555555', clientId: 'the-client', tokenFile } as const;
  expect(await tokenSource(auth, log, fakeEntra(requests))()).toEqual({ value: 'entra-jwt', scheme: 'bearer' });
  expect(requests.every(({ url }) => url.startsWith('https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/'))).toBe(true);
  const sent = new URLSearchParams(requests.at(-1)?.body);
  expect(sent.get('client_id')).toBe('the-client');
  expect(sent.get('client_assertion')).toBe('projected-jwt');
  expect(sent.get('scope')).toContain('499b84ac-1321-427f-aa17-267ca6975798/.default');
});

test('with another authority, no other host is called: a closed network may not reach login.microsoftonline.com', async () => {
  const before = process.env['AZURE_AUTHORITY_HOST'];
  process.env['AZURE_AUTHORITY_HOST'] = 'https://login.example.org/';
  try {
    const requests: { url: string; body: string }[] = [];
    const auth = { kind: 'servicePrincipal', tenantId: '11111111-2222-3333-4444-555555555555', clientId: 'c', clientSecret: 's' } as const;
    await tokenSource(auth, log, fakeEntra(requests))();
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter(({ url }) => !url.startsWith('https://login.example.org/'))).toEqual([]);
  } finally {
    if (before === undefined) delete process.env['AZURE_AUTHORITY_HOST'];
    else process.env['AZURE_AUTHORITY_HOST'] = before;
  }
});

test('a service principal sends its secret', async () => {
  const requests: { url: string; body: string }[] = [];
  const auth = {
    kind: 'servicePrincipal',
    tenantId: '11111111-2222-3333-4444-555555555555',
    clientId: 'c',
    clientSecret: 'the-secret',
  } as const;
  expect((await tokenSource(auth, log, fakeEntra(requests))()).value).toBe('entra-jwt');
  expect(new URLSearchParams(requests.at(-1)?.body).get('client_secret')).toBe('the-secret');
});

test('a refusal names the client, the cause and what to check', async () => {
  const auth = {
    kind: 'servicePrincipal',
    tenantId: '11111111-2222-3333-4444-555555555555',
    clientId: 'c',
    clientSecret: 'wrong',
  } as const;
  const refused = { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' };
  await expect(tokenSource(auth, log, fakeEntra([], refused, 401))()).rejects.toMatchObject({
    message: expect.stringMatching(
      /^no token from Microsoft Entra ID for client c of tenant 1111.*AADSTS7000215.*; check the client, the tenant/s,
    ),
    fault: 'signIn',
  });
});

test('an unreachable Entra ID is a transient fault', async () => {
  const auth = { kind: 'servicePrincipal', tenantId: '11111111-2222-3333-4444-555555555555', clientId: 'c', clientSecret: 's' } as const;
  const unreachable = { httpClient: { sendRequest: () => Promise.reject(new Error('connect ECONNREFUSED')) } };
  await expect(tokenSource(auth, log, unreachable)()).rejects.toMatchObject({ fault: 'transient' });
});
