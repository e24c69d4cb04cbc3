import { GITHUB_CALL } from '../../../config/timings';
import { reason } from '../../../lib/reason';
import { parseJson } from '../../http/body';
import { GitHubError } from './error';

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * Makes the token by which a GitHub App signs in (docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App").
 * @throws GitHubError if the key is not the private key of an App
 */
export async function appToken(app: { readonly clientId: string; readonly privateKey: string }, now: number): Promise<string> {
  const iat = Math.floor(now / 1000) - GITHUB_CALL.appSignInBack.seconds;
  const claims = { iat, exp: iat + GITHUB_CALL.appSignIn.seconds, iss: app.clientId };
  const unsigned = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  // Only a program that signs in as an App loads it (docs/decisions/0035).
  const { createPrivateKey, sign } = await import('node:crypto');
  try {
    const key = createPrivateKey(app.privateKey);
    if (key.asymmetricKeyType !== 'rsa') throw new Error(`it is of the kind ${key.asymmetricKeyType}`);
    return `${unsigned}.${sign('sha256', Buffer.from(unsigned), key).toString('base64url')}`;
  } catch (error) {
    throw new GitHubError(
      `the private key of the GitHub App cannot be used: ${reason(error)}: give the file that GitHub makes for the App, which begins with "-----BEGIN RSA PRIVATE KEY-----"`,
      { fault: 'signIn' },
    );
  }
}

/** When a token expires, by its own claim: milliseconds since 1970. Undefined if it does not say. The signature is not checked. */
export function expiryOf(token: string): number | undefined {
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const exp: unknown = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'exp') : undefined;
  return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
}
