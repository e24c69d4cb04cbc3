import { GitHubError } from '../../../../providers/github/client/error';
import { NoCredential } from '../../../lib/github/sign-in';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { gitHubMessage } from '../../facts/github/errors';
import type { GitHubFacts } from '../../facts/github/facts';
import { fail, pass, skip } from '../../outcome';

const CREDENTIAL = {
  app: 'check gitHub.auth.clientId and the clock of this machine, or generate a new private key in the settings of the App, export its file as TF_VAR_github_key, and raise gitHub.auth.key.revision',
  pat: 'create a new token with the scope of docs/github.md, export it as TF_VAR_github_token, and raise gitHub.auth.token.revision',
} as const;

export const gitHubSignIn: Check<Pick<GitHubContext, 'gitHub'>> = {
  id: 'github-sign-in',
  title: 'Sign-in to GitHub',
  run: async ({ gitHub }) => {
    const facts = gitHub();
    const { source, kind, existingSecret } = facts.credential;
    try {
      return pass(`${source} is accepted, ${await asWhom(facts)}`);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error instanceof NoCredential)
        return existingSecret === undefined ? fail(error.finding, error.advice) : skip(`${error.finding}: ${error.advice}`);
      if (error.fault === 'transient') return skip('GitHub gives no answer, see the check "github"');
      if (kind === 'app' && isOnlyInstallation(error)) return pass(`${source} is accepted; see the check "github-app"`);
      return fail(`${source} is refused: ${gitHubMessage(error)}`, CREDENTIAL[kind]);
    }
  },
};

async function asWhom({ installation, personalToken }: GitHubFacts): Promise<string> {
  const [found, token] = await Promise.all([installation(), personalToken()]);
  return token === undefined ? `as App ${found?.app_slug ?? 'without a name'}` : `as ${token.login}`;
}

/** GitHub knows the App, and not its installation. For an App that it does not know, it says this in words. */
const isOnlyInstallation = ({ fault, message }: GitHubError): boolean => fault === 'absent' && !message.includes('Integration not found');
