import type { TokenOptions } from './tokens';

/** A request for a token as Microsoft Entra ID saw it. */
export interface EntraRequest {
  readonly tenant: string;
  readonly clientId: string;
  /** What a projected service account token was sent as. */
  readonly assertion: string;
  readonly secret: string;
  readonly scope: string;
}

/** Settings and memory of the sign-in service; every client is known to it. */
export class Entra {
  /** Every request for a token that was good. */
  readonly requests: EntraRequest[] = [];
  /** Seconds that a token holds. */
  expiresIn = 3599;
  /** Who the tokens are for; the client's id is the name unless a test says another. */
  identity: Pick<TokenOptions, 'user' | 'roles' | 'member'> = {};
}
