import { GitHubError } from '../../../../providers/github/client/error';
import { EXAMPLE_URL, isExampleUrl } from '../../../lib/github/requirements';
import { NoCredential } from '../../../lib/github/sign-in';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { gitHubMessage, NO_CREDENTIAL_HERE } from '../../facts/github/errors';
import { fail, type Outcome, pass, skip } from '../../outcome';

export const github: Check<Pick<GitHubContext, 'gitHub'>> = {
  id: 'github',
  title: 'GitHub',
  run: async ({ gitHub }) => {
    const { url, scope, installation, personalToken } = gitHub();
    if (isExampleUrl(url)) return fail(EXAMPLE_URL.finding, EXAMPLE_URL.advice);
    const answers = `${scope.apiBase} answers, for the ${scope.kind} ${url}`;
    try {
      await Promise.all([installation(), personalToken()]);
      return pass(answers);
    } catch (error) {
      if (error instanceof NoCredential) return skip(NO_CREDENTIAL_HERE);
      if (!(error instanceof GitHubError)) throw error;
      return error.fault === 'transient' ? noAnswer(scope.apiBase, error) : pass(answers);
    }
  },
};

function noAnswer(apiBase: string, error: GitHubError): Outcome {
  const finding = `${apiBase}: ${gitHubMessage(error)}`;
  if (error.status === 0)
    return fail(
      finding,
      'check gitHub.url, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported',
    );
  if (error.status === 404) return fail(finding, 'check gitHub.url: at this address there is no API of GitHub');
  return fail(finding, 'try again later; https://www.githubstatus.com shows outages of GitHub');
}
