import { createPublicKey, verify } from 'node:crypto';
import type { RsaPublicKey } from './rsa-public-key';

/** Allowed difference between the clocks of server and agent. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A JSON Web Token that proves the identity of an agent. */
export interface Assertion {
  /** Header, payload and RS256 signature. */
  readonly jwt: string;
  /** The URL of the token endpoint. */
  readonly audience: string;
  readonly now: number;
}

/** The unverified client id of an assertion. It only selects the key for the verification. */
export function claimedClientId(jwt: string): string {
  return textOf(claimsOf(jwt)['sub']);
}

/** Returns why an assertion is invalid for the agent's key, or undefined if it is valid. */
export function assertionFault({ jwt, audience, now }: Assertion, key: RsaPublicKey): string | undefined {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const jwk = { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  const signed = Buffer.from(`${header}.${payload}`);
  const isSigned = verify('RSA-SHA256', signed, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  if (!isSigned) return 'the signature does not match the public key of the agent';
  const claims = json(payload);
  const { iss, sub, aud, jti, nbf, exp } = claims;
  if (iss !== sub || textOf(jti) === '') return 'iss must be sub, and jti is required';
  if (aud !== audience) return `the audience must be ${audience}`;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return 'nbf and exp are required, in seconds since 1970';
  if (nbf * 1000 > now + CLOCK_TOLERANCE_MS) return 'the token is not valid yet: clock skew of more than five minutes';
  return exp * 1000 < now - CLOCK_TOLERANCE_MS ? 'the token has expired: clock skew of more than five minutes' : undefined;
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
