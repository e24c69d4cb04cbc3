import { DevOpsError, REMEDIES } from '../../../../providers/azure-devops/client/error';
import { NoToken } from '../../../lib/azure-devops/sign-in';
import type { Explanation } from '../../check';
import { Unmet } from '../../outcome';

/** Why a check is skipped without a token. */
export const NO_TOKEN_HERE = 'there is no token, see the check "devops-token"';

/** Rethrows an error of Azure DevOps as Unmet: the checks that it names say why there is no answer. */
export function unmetIfRefused(error: unknown): never {
  if (error instanceof NoToken) throw new Unmet(NO_TOKEN_HERE);
  if (error instanceof DevOpsError)
    throw new Unmet('agent pools can\'t be read, see the checks "organization", "devops-token" and "token-scope"');
  throw error;
}

/** Whether Azure DevOps refused the token, or one of its rights. */
export const isRefusal = (error: unknown): error is DevOpsError =>
  error instanceof DevOpsError && (error.fault === 'signIn' || error.fault === 'right');

/** What Azure DevOps said, without the remedy in the message. */
export function devopsMessage(error: DevOpsError): string {
  const remedy = remedyIn(error);
  return remedy === undefined ? error.message : error.message.replace(`: ${remedy}`, '');
}

/** An error of Azure DevOps for people; undefined for any other error. */
export const explainDevOpsError = (error: unknown): Explanation | undefined =>
  error instanceof NoToken ? error : error instanceof DevOpsError ? { finding: devopsMessage(error), advice: remedyIn(error) } : undefined;

/** The remedy in the message; undefined if there is none, or if it is one for another scope. */
function remedyIn({ message, fault }: DevOpsError): string | undefined {
  const remedy = REMEDIES[fault];
  return remedy !== undefined && message.endsWith(`: ${remedy}`) ? remedy : undefined;
}
