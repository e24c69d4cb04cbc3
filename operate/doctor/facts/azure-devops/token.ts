import { existingTokenOf, organizationOf } from '../../../../config/services';
import type { Config } from '../../../../config/types';
import { TOKEN_VARIABLE } from '../../../lib/azure-devops/sign-in';

/** The token that the doctor signs in to Azure DevOps with. */
export interface TokenFacts {
  /** Where the token comes from, for people. It does not contain the token. */
  readonly source: string;
  /** Whether it has scopes. An Entra token has none: only the roles of its identity count. */
  readonly hasScopes: boolean;
  /** Milliseconds since 1970; undefined if that is not known. */
  readonly expiresAt: number | undefined;
  /** Whether the deployment will use this token too. */
  readonly isDeployed: boolean;
}

/** What is known of the operator's token without a request. */
export function tokenFacts(config: Pick<Config, 'azureDevOps'>, environment: NodeJS.ProcessEnv): TokenFacts {
  const { auth } = organizationOf(config);
  const token = environment[TOKEN_VARIABLE]?.trim();
  const isDeployed = auth.kind === 'pat' && auth.token === undefined;
  if (!token) return { source: 'the user of the Azure CLI', hasScopes: false, expiresAt: undefined, isDeployed: false };
  const claims = jwtClaims(token);
  if (claims !== undefined)
    return { source: `the Entra token in ${TOKEN_VARIABLE}`, hasScopes: false, expiresAt: claims.expiresAt, isDeployed };
  return { source: `the personal access token in ${TOKEN_VARIABLE}`, hasScopes: true, expiresAt: configuredExpiry(config), isDeployed };
}

/** What is known of the token that agents use. That is the operator's token, unless the config names a Secret. */
export function deployedTokenFacts(config: Pick<Config, 'azureDevOps'>, environment: NodeJS.ProcessEnv): TokenFacts {
  const secret = existingTokenOf(config);
  if (secret === undefined) return tokenFacts(config, environment);
  return { source: `the token in Secret ${secret}`, hasScopes: true, expiresAt: configuredExpiry(config), isDeployed: true };
}

/** The option names the last day on which the token works. This takes the end of that day in UTC. */
function configuredExpiry(config: Pick<Config, 'azureDevOps'>): number | undefined {
  const { auth } = organizationOf(config);
  const day = auth.kind === 'pat' ? auth.expiresOn : undefined;
  return day === undefined ? undefined : Date.parse(`${day}T23:59:59Z`);
}

/** The claims of a JWT, whose signature is not checked; undefined for any other token. */
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
