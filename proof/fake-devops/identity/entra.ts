import type { TokenOptions } from './tokens';

/** A token request that Microsoft Entra ID received. */
export interface EntraRequest {
  readonly tenant: string;
  readonly clientId: string;
  /** The projected service account token. */
  readonly assertion: string;
  readonly secret: string;
  readonly scope: string;
}

/** Settings and log of the sign-in service. It accepts every client id. */
export class Entra {
  /** The token requests that were granted. */
  readonly requests: EntraRequest[] = [];
  /** Lifetime of a token in seconds. */
  expiresIn = 3599;
  /** Identity that the tokens are issued to. @default - the client id as its name */
  identity: Pick<TokenOptions, 'user' | 'roles' | 'member'> = {};
}
