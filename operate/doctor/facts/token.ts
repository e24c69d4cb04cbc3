import type { Config } from '../../../config/types';
import { TOKEN_VARIABLE } from '../../lib/sign-in';

/** What Azure DevOps is asked with. */
export interface TokenFacts {
  /** In words, without the token. */
  readonly source: string;
  /** Whether it has scopes; an Entra token has none, roles alone count. */
  readonly hasScopes: boolean;
  /** Milliseconds since 1970; undefined when the token does not tell. */
  readonly expiresAt: number | undefined;
  /** Whether the deployment will use this token, and not only these checks. */
  readonly isDeployed: boolean;
}

/** What can be known of the operator's token without asking anybody. */
export function tokenFacts({ azureDevOps: { auth } }: Pick<Config, 'azureDevOps'>, environment: NodeJS.ProcessEnv): TokenFacts {
  const token = environment[TOKEN_VARIABLE]?.trim();
  const isDeployed = auth.kind === 'pat';
  if (!token) return { source: 'who is signed in to the Azure CLI', hasScopes: false, expiresAt: undefined, isDeployed: false };
  const claims = jwtClaims(token);
  if (claims !== undefined)
    return { source: `the Entra token in ${TOKEN_VARIABLE}`, hasScopes: false, expiresAt: claims.expiresAt, isDeployed };
  const day = auth.kind === 'pat' ? auth.expiresOn : undefined;
  // The day is the last on which it works, wherever its owner is: the end of that day in UTC is close enough.
  const expiresAt = day === undefined ? undefined : Date.parse(`${day}T23:59:59Z`);
  return { source: `the personal access token in ${TOKEN_VARIABLE}`, hasScopes: true, expiresAt, isDeployed };
}

/** What a JWT says of itself, unchecked; undefined for any other token. */
function jwtClaims(token: string): { readonly expiresAt: number | undefined } | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  if (!head || !body || signature === undefined || rest.length > 0) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    const seconds: unknown = typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'exp') : undefined;
    return { expiresAt: typeof seconds === 'number' ? seconds * 1000 : undefined };
  } catch {
    return undefined;
  }
}
