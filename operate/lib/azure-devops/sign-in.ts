import { OPERATE } from '../../../config/timings';
import { reason } from '../../../lib/reason';
import { AZURE_DEVOPS_APPLICATION } from '../../../providers/azure-devops/application';
import { DevOpsError } from '../../../providers/azure-devops/client/error';
import type { Connection, Token, TokenSource } from '../../../providers/azure-devops/client/request';
import { UsageError } from '../command';
import { type Run, runProgram } from '../program';

/** The variable from which a deploy takes the token. */
export const TOKEN_VARIABLE = 'TF_VAR_azp_token';

/**
 * A connection with the token of the deployment if the environment has it, otherwise with one of the user who is signed in to
 * the Azure CLI. @throws UsageError for a URL to which the token would be sent in clear text over a network
 */
export function operatorConnection(url: string, environment: NodeJS.ProcessEnv, run: Run = runProgram): Connection {
  if (!isSafe(url)) throw new UsageError(`--url must start with https:// (http:// only for this machine), got "${url}"`);
  return { url, token: operatorToken(environment, run), timeoutMs: OPERATE.call.milliseconds };
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function operatorToken(environment: NodeJS.ProcessEnv, run: Run): TokenSource {
  const value = environment[TOKEN_VARIABLE]?.trim();
  if (value) return async () => ({ value, scheme: 'basic' });
  let last: { readonly token: Promise<Token>; readonly until: number } | undefined;
  return () => {
    if (last !== undefined && Date.now() < last.until) return last.token;
    const token = azureCliToken(run);
    last = { token, until: Date.now() + OPERATE.tokenUse.milliseconds };
    // The next call tries again.
    token.catch(() => {
      last = undefined;
    });
    return token;
  };
}

async function azureCliToken(run: Run): Promise<Token> {
  const args = ['account', 'get-access-token', '--resource', AZURE_DEVOPS_APPLICATION, '--query', 'accessToken', '--output', 'tsv'];
  const output = await run('az', args).catch((error: unknown) => {
    throw new DevOpsError(
      `no token for Azure DevOps: ${reason(error)}: run az login, or set ${TOKEN_VARIABLE} to a personal access token`,
      { fault: 'signIn' },
    );
  });
  return { value: output.trim(), scheme: 'bearer' };
}
