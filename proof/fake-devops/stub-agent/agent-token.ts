import { randomUUID } from 'node:crypto';
import type { OAuthCredentials, RsaParameters } from './agent-files';
import { request, ServiceError } from './http';
import { signedToken } from './rsa-key';

/** Seconds for which a signed assertion holds, as the agent's client library makes it. */
const assertionSeconds = 300;

/** What the agent says when its signed assertion is not valid at the server's time (strings.json). */
export const clockSkewed =
  "The local machine's clock may be out of sync with the server time by more than five minutes. Please sync your clock with your domain or internet time and try again.";

/** Whether a token was refused because this machine's clock is wrong. */
export function isClockSkew(error: unknown): boolean {
  return error instanceof ServiceError && /Current server time is|clock skew/.test(error.message);
}

/** The access token of a registered agent: made from the agent's own key, never from the token that registered it. */
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

  /** The next caller gets a new token: the server did not take the last one. */
  forget(): void {
    this.#token = undefined;
  }

  async #fetch(signal?: AbortSignal) {
    const { clientId, authorizationUrl, oauthEndpointUrl } = this.#credentials.data;
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: clientId, iss: clientId, aud: authorizationUrl, jti: randomUUID(), nbf: now, exp: now + assertionSeconds };
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
    // A minute early, or all of a token that lives no longer.
    const lifeSeconds = answer.expires_in > 120 ? answer.expires_in - 60 : answer.expires_in;
    return { value: answer.access_token, until: Date.now() + lifeSeconds * 1000 };
  }
}
