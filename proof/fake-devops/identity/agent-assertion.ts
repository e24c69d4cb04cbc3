import { createPublicKey, verify } from 'node:crypto';
import type { RsaPublicKey } from './rsa-public-key';

/** Clocks may differ by this much. */
const TOLERANCE_MS = 5 * 60_000;

export interface Assertion {
  /** Three parts, signed RS256. */
  readonly jwt: string;
  /** The URL that the token was asked from. */
  readonly audience: string;
  readonly now: number;
}

/** The client id that an assertion claims, unproven: it only says whose key to check with. */
export function claimedClientId(jwt: string): string {
  return textOf(claimsOf(jwt)['sub']);
}

/** What is wrong with an assertion that should be signed with the agent's key; undefined when it is good. */
export function faultOf({ jwt, audience, now }: Assertion, key: RsaPublicKey): string | undefined {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const jwk = { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  const signed = Buffer.from(`${header}.${payload}`);
  const isSigned = verify('RSA-SHA256', signed, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  if (!isSigned) return 'the signature does not match the public key of the agent';
  const claims = json(payload);
  const { iss, sub, aud, jti, nbf, exp } = claims;
  if (iss !== sub || textOf(jti) === '') return 'iss must be sub, and jti must be there';
  if (aud !== audience) return `the audience must be ${audience}`;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return 'nbf and exp must be there, in seconds since 1970';
  if (nbf * 1000 > now + TOLERANCE_MS) return 'the token is not valid yet: clock skew of more than five minutes';
  return exp * 1000 < now - TOLERANCE_MS ? 'the token has expired: clock skew of more than five minutes' : undefined;
}

const claimsOf = (jwt: string) => json(jwt.split('.')[1] ?? '');

const base64url = (base64: string) => Buffer.from(base64, 'base64').toString('base64url');

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function json(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
