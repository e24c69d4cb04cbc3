import { reason } from '../../lib/reason';
import { DevOpsError } from '../../providers/azure-devops/client/error';
import type { Connection, Token, TokenSource } from '../../providers/azure-devops/client/request';
import { UsageError } from './command';
import { type Run, runProgram } from './program';

/** Azure DevOps' own application id, for which the Azure CLI gives a token. */
const AZURE_DEVOPS = '499b84ac-1321-427f-aa17-267ca6975798';
const REQUEST_MS = 10_000;

/**
 * How the operator signs in to Azure DevOps: with the deployment's token where it is in the environment, else as who is
 * signed in to the Azure CLI. @throws UsageError for an address that would carry the token in clear text over a network
 */
export function operatorConnection(url: string, environment: NodeJS.ProcessEnv, run: Run = runProgram): Connection {
  if (!isSafe(url)) throw new UsageError(`--url must start with https:// (http:// is for this machine alone): "${url}"`);
  return { url, token: operatorToken(environment, run), timeoutMs: REQUEST_MS };
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** The variable that a deploy takes the token from. */
export const TOKEN_VARIABLE = 'TF_VAR_azp_token';

/** The Azure CLI renews a token when it has less than 5 minutes left (its library's rule), so that any it gives lasts this long. */
const KEEP_MS = 4 * 60_000;

function operatorToken(environment: NodeJS.ProcessEnv, run: Run): TokenSource {
  const value = environment[TOKEN_VARIABLE]?.trim();
  if (value) return async () => ({ value, scheme: 'basic' });
  let kept: { readonly token: Promise<Token>; readonly until: number } | undefined;
  return () => {
    if (kept !== undefined && Date.now() < kept.until) return kept.token;
    const token = azureCliToken(run);
    kept = { token, until: Date.now() + KEEP_MS };
    token.catch(() => {
      kept = undefined;
    });
    return token;
  };
}

async function azureCliToken(run: Run): Promise<Token> {
  const args = ['account', 'get-access-token', '--resource', AZURE_DEVOPS, '--query', 'accessToken', '--output', 'tsv'];
  const output = await run('az', args).catch((error: unknown) => {
    throw new DevOpsError(
      `no token for Azure DevOps: ${reason(error)}: run az login, or set ${TOKEN_VARIABLE} to a personal access token`,
      { fault: 'signIn' },
    );
  });
  return { value: output.trim(), scheme: 'bearer' };
}
