import { randomUUID } from 'node:crypto';
import type { OAuthCredentials, RsaParameters } from './agent-files';
import { request, ServiceError } from './http';
import { signedToken } from './rsa-key';

/** Lifetime of a signed assertion, as in the agent's client library. */
const ASSERTION_SECONDS = 300;

/** The agent's message if its assertion is not valid at the server's time (strings.json). */
export const CLOCK_SKEWED =
  "The local machine's clock may be out of sync with the server time by more than five minutes. Please sync your clock with your domain or internet time and try again.";

/** Whether a token was refused because this machine's clock is wrong. */
export function isClockSkew(error: unknown): boolean {
  return error instanceof ServiceError && /Current server time is|clock skew/.test(error.message);
}

/** The access token of a registered agent. It is requested with the agent's own key, not with the token that registered it. */
export class AgentToken {
  readonly #credentials: OAuthCredentials;
  readonly #key: RsaParameters;
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(credentials: OAuthCredentials, key: RsaParameters) {
    this.#credentials = credentials;
    this.#key = key;
  }

  /** The header `Authorization`. @throws ServiceError, NoAnswer */
  async authorization(signal?: AbortSignal): Promise<string> {
    if (this.#token === undefined || Date.now() >= this.#token.until) this.#token = await this.#fetch(signal);
    return `Bearer ${this.#token.value}`;
  }

  /** Discards the token, so that the next call requests a new one. */
  discard(): void {
    this.#token = undefined;
  }

  async #fetch(signal?: AbortSignal) {
    const { clientId, authorizationUrl, oauthEndpointUrl } = this.#credentials.data;
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: clientId, iss: clientId, aud: authorizationUrl, jti: randomUUID(), nbf: now, exp: now + ASSERTION_SECONDS };
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signedToken(claims, this.#key),
    });
    const answer = await request<{ access_token: string; expires_in: number }>({
      method: 'POST',
      url: oauthEndpointUrl,
      body,
      ...(signal && { signal }),
    });
    if (answer === undefined) throw new Error(`no token in the answer of ${oauthEndpointUrl}`);
    // Renews a minute early, but uses the whole lifetime of a token that is valid for two minutes or less.
    const lifeSeconds = answer.expires_in > 120 ? answer.expires_in - 60 : answer.expires_in;
    return { value: answer.access_token, until: Date.now() + lifeSeconds * 1000 };
  }
}
