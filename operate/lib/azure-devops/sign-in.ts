import { OPERATE } from '../../../config/timings';
import { AZURE_DEVOPS_APPLICATION } from '../../../providers/azure-devops/application';
import { DevOpsError } from '../../../providers/azure-devops/client/error';
import type { Connection, Token, TokenSource } from '../../../providers/azure-devops/client/request';
import type { Finding } from '../finding';
import { isMissing, programMessage, type Run, runProgram } from '../program';
import { INSTALL_AZURE_CLI } from '../requirements/azure';
import { checkSafeUrl } from '../safe-url';

/** The variable from which a deploy takes the token. */
export const TOKEN_VARIABLE = 'TF_VAR_azp_token';

/** There is no token to send a request with. */
export class NoToken extends DevOpsError {
  readonly finding: string;
  readonly advice: string;

  /** @param cause why the Azure CLI gives none, and what to do about it */
  constructor(cause: Finding) {
    const finding = `there is no token for Azure DevOps: ${TOKEN_VARIABLE} is not set, and ${cause.finding}`;
    const advice = `${cause.advice}, or set ${TOKEN_VARIABLE} to a personal access token`;
    super(`${finding}: ${advice}`, { fault: 'signIn' });
    this.finding = finding;
    this.advice = advice;
  }
}

/**
 * A connection with the token of the deployment if the environment has it, otherwise with one of the user who is signed in to
 * the Azure CLI. @throws UsageError for a URL to which the token would be sent in clear text over a network
 */
export function operatorConnection(url: string, environment: NodeJS.ProcessEnv, run: Run = runProgram): Connection {
  checkSafeUrl('--url', url);
  return { url, token: operatorToken(environment, run), timeoutMs: OPERATE.call.milliseconds };
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
    throw new NoToken(
      isMissing(error)
        ? { finding: 'the Azure CLI is not installed', advice: `install it (${INSTALL_AZURE_CLI}) and run az login` }
        : { finding: programMessage(error), advice: 'run az login' },
    );
  });
  return { value: output.trim(), scheme: 'bearer' };
}
