import { createPrivateKey, createSign, randomUUID } from 'node:crypto';
import { request } from './http';
import type { CredentialsFile, RsaParameters } from './runner-files';

/** Lifetime of a signed assertion, as in the runner's client library. */
const ASSERTION_SECONDS = 300;

/** The access token of a runner, which it requests with the key of its JIT configuration. */
export class RunnerToken {
  readonly #credentials: CredentialsFile;
  readonly #key: RsaParameters;
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(credentials: CredentialsFile, key: RsaParameters) {
    this.#credentials = credentials;
    this.#key = key;
  }

  /** The header `Authorization`. @throws ServiceError, NoAnswer */
  async authorization(signal?: AbortSignal): Promise<string> {
    if (this.#token === undefined || Date.now() >= this.#token.until) this.#token = await this.#fetch(signal);
    return `Bearer ${this.#token.value}`;
  }

  async #fetch(signal?: AbortSignal) {
    const { ClientId: sub, AuthorizationUrl: url } = this.#credentials.Data;
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub, iss: sub, aud: url, jti: randomUUID(), nbf: now, exp: now + ASSERTION_SECONDS };
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signedToken(claims, this.#key),
    });
    const answer = await request<{ access_token: string; expires_in: number }>({ method: 'POST', url, body, signal });
    if (answer === undefined) throw new Error(`no token in the answer of ${url}`);
    return { value: answer.access_token, until: Date.now() + (answer.expires_in - 60) * 1000 };
  }
}

/** Creates a JSON Web Token with these claims, signed with the runner's key (RS256). */
function signedToken(claims: object, { d, dp, dq, exponent, inverseQ, modulus, p, q }: RsaParameters): string {
  const numbers = { d, dp, dq, e: exponent, qi: inverseQ, n: modulus, p, q };
  const parts = Object.entries(numbers).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('base64url')]);
  const key = createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(parts) } });
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}
