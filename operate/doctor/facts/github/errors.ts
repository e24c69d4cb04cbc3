import { GitHubError } from '../../../../providers/github/client/error';
import { NoCredential } from '../../../lib/github/sign-in';
import type { Explanation } from '../../check';
import { Unmet } from '../../outcome';

/** Why a check is skipped without a key or a token. */
export const NO_CREDENTIAL_HERE = 'there is no key or token, see the check "github-sign-in"';

/** Rethrows an error of GitHub as Unmet: the checks that it names say why there is no answer. */
export function unmetIfRefused(error: unknown): never {
  if (error instanceof NoCredential) throw new Unmet(NO_CREDENTIAL_HERE);
  if (error instanceof GitHubError)
    throw new Unmet('GitHub refuses the answer, see the checks "github", "github-sign-in", "github-app" and "github-permissions"');
  throw error;
}

/** Whether GitHub has answered and refused, so that trying again is no use. */
export const isRefusal = (error: unknown): error is GitHubError => error instanceof GitHubError && error.fault !== 'transient';

/** What GitHub said, without the remedy in the message. */
export const gitHubMessage = ({ message, remedy }: GitHubError): string =>
  remedy === undefined ? message : message.replace(`: ${remedy}`, '');

/** An error of GitHub for people; undefined for any other error. */
export const explainGitHubError = (error: unknown): Explanation | undefined =>
  error instanceof NoCredential
    ? error
    : error instanceof GitHubError
      ? { finding: gitHubMessage(error), advice: error.remedy }
      : undefined;
