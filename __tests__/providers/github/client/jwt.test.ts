import { generateKeyPairSync, verify } from 'node:crypto';
import { appToken, expiryOf } from '../../../../providers/github/client/jwt';
import { aToken, NOW } from './scripted-server';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const PKCS8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const partOf = (token: string, index: number): unknown => JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());

test.each([PKCS1, PKCS8])('an App signs in with a token that its public key confirms', async (privateKey) => {
  const token = await appToken({ clientId: 'Iv23abc', privateKey }, NOW);
  expect(partOf(token, 0)).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(partOf(token, 1)).toEqual({ iat: NOW / 1000 - 60, exp: NOW / 1000 + 480, iss: 'Iv23abc' });
  const [head, claims, signature = ''] = token.split('.');
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), rsa.publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

test('the times of the token are whole seconds', async () => {
  expect(partOf(await appToken({ clientId: 'x', privateKey: PKCS8 }, NOW + 999), 1)).toMatchObject({ iat: NOW / 1000 - 60 });
});

const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
test.each([
  ['an empty file', ''],
  ['another text', 'secret-text'],
  ['a key of another kind', EC],
  ['a public key', PUBLIC],
  ['half of a key', PKCS1.slice(0, 500)],
])('%s is a problem that says which file to give, and does not show it', async (_what, privateKey) => {
  const error = await appToken({ clientId: 'x', privateKey }, NOW).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    fault: 'signIn',
    message: expect.stringMatching(/^the private key of the GitHub App cannot be used: .*: give the file that GitHub makes for the App/),
  });
  for (const line of privateKey.split('\n').filter((text) => text.length > 8 && !text.startsWith('-----'))) {
    expect((error as Error).message).not.toContain(line);
  }
});

test.each([
  [aToken(1_800_000_000), 1_800_000_000_000],
  [aToken(undefined), undefined],
  ['opaque', undefined],
  ['a.b.c', undefined],
  [`x.${Buffer.from('{"exp":"soon"}').toString('base64url')}.y`, undefined],
  [`x.${Buffer.from('null').toString('base64url')}.y`, undefined],
  ['', undefined],
])('%s expires at %j', (token, expiry) => {
  expect(expiryOf(token)).toBe(expiry);
});
