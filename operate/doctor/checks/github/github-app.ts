import { gitHubOf } from '../../../../config/services';
import { GitHubError } from '../../../../providers/github/client/error';
import type { Installation } from '../../../../providers/github/client/rest';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { unmetIfRefused } from '../../facts/github/errors';
import { fail, type Outcome, pass, skip } from '../../outcome';

const SET_ID = 'set gitHub.auth.installationId to the number at the end of the address of the installation';

/** An App works only where its owner has installed it. */
export const gitHubApp: Check<Pick<GitHubContext, 'config' | 'gitHub'>> = {
  id: 'github-app',
  title: 'Installation of the GitHub App',
  run: async ({ config, gitHub }) => {
    const { auth } = gitHubOf(config);
    if (auth.kind === 'pat') return skip('not needed: the config signs in with a personal access token');
    const { installation, rest, url } = gitHub();
    const here = await rest.installationHere().catch(unmetIfRefused);
    if (here === undefined)
      return fail(`the App is not installed in ${url}`, 'install it: its settings, Install App (docs/github.md); or correct gitHub.url');
    const configured = await installation().catch(undefinedIfAbsent);
    if (configured === undefined)
      return fail(`the App has no installation ${auth.installationId}; the one in ${url} is ${here.id}`, SET_ID);
    if (configured.id !== here.id)
      return fail(`installation ${configured.id} is in ${accountOf(configured)}, and the one in ${url} is ${here.id}`, SET_ID);
    return ofInstallation(here);
  },
};

function ofInstallation(found: Installation): Outcome {
  const what = `installation ${found.id} of App ${found.app_slug ?? 'without a name'} in ${accountOf(found)}`;
  if (found.suspended_at !== undefined)
    return fail(`${what} is suspended`, 'let an owner of the account resume it: Settings, GitHub Apps, Configure');
  return pass(`${what}, for ${found.repository_selection === 'all' ? 'all' : 'selected'} repositories`);
}

const accountOf = ({ account }: Installation): string => account?.login ?? account?.slug ?? 'another account';

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof GitHubError && error.fault === 'absent') return undefined;
  return unmetIfRefused(error);
}
