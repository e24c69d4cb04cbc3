import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { RsaParameters } from './agent-files';

/** Creates the key pair of a new agent: 2048 bits, like the agent. */
export function createKey(): RsaParameters {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { d, dp, dq, e, qi, n, p, q } = privateKey.export({ format: 'jwk' });
  return {
    d: toBase64(d),
    dp: toBase64(dp),
    dq: toBase64(dq),
    exponent: toBase64(e),
    inverseQ: toBase64(qi),
    modulus: toBase64(n),
    p: toBase64(p),
    q: toBase64(q),
  };
}

/** Creates a JSON Web Token with these claims, signed with the agent's key (RS256). */
export function signedToken(claims: object, key: RsaParameters): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(keyObject(key), 'base64url')}`;
}

function keyObject({ d, dp, dq, exponent, inverseQ, modulus, p, q }: RsaParameters): KeyObject {
  const numbers = { d, dp, dq, e: exponent, qi: inverseQ, n: modulus, p, q };
  const parts = Object.entries(numbers).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('base64url')]);
  return createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(parts) } });
}

/** Converts a number of a JSON Web Key, which is in base64url, to the base64 of the agent's file. */
function toBase64(number: string | undefined): string {
  return Buffer.from(number ?? '', 'base64url').toString('base64');
}
