import type { GitHubError } from '../../../../providers/github/client/error';
import { registrationRemedies } from '../../../../providers/github/client/permissions';
import type { Scope } from '../../../../providers/github/scope';
import type { Check } from '../../check';
import type { GitHubContext } from '../../facts/github/context';
import { gitHubMessage, isRefusal, unmetIfRefused } from '../../facts/github/errors';
import type { GitHubFacts } from '../../facts/github/facts';
import { fail, type Outcome, pass } from '../../outcome';

/** The permission of an App that registers runners, as the REST API names it. */
const PERMISSIONS: Readonly<Record<Scope['kind'], string | undefined>> = {
  organisation: 'organization_self_hosted_runners',
  repository: 'administration',
  enterprise: undefined,
};

/** The scope of a classic token that registers runners. */
const SCOPES: Readonly<Record<Scope['kind'], string>> = {
  organisation: 'admin:org',
  repository: 'repo',
  enterprise: 'manage_runners:enterprise',
};

/**
 * GitHub shows the permissions of an App and the scopes of a classic token. Those of a fine-grained token show only when it is used,
 * so the check also signs in to register runners. It registers none.
 */
export const gitHubPermissions: Check<Pick<GitHubContext, 'gitHub'>> = {
  id: 'github-permissions',
  title: 'Permissions in GitHub',
  run: async ({ gitHub }) => {
    const facts = gitHub();
    const { credential, scope, register } = facts;
    const lacks = await missing(facts).catch(unmetIfRefused);
    const remedy = registrationRemedies(credential.kind, scope).right ?? '';
    if (lacks !== undefined) return fail(`${credential.source} ${lacks}`, remedy);
    try {
      await register();
      return pass(`${credential.source} may register runners of the ${scope.kind}`);
    } catch (error) {
      if (!isRefusal(error) || error.fault === 'signIn') return unmetIfRefused(error);
      return refused(error, credential.source, remedy);
    }
  },
};

const refused = (error: GitHubError, source: string, remedy: string): Outcome =>
  fail(`${source} may not register runners: ${gitHubMessage(error)}`, error.remedy ?? remedy);

/** What the credential lacks, as the rest of a sentence; undefined if that does not show, or nothing is missing. */
async function missing({ scope, installation, personalToken }: GitHubFacts): Promise<string | undefined> {
  const [app, token] = await Promise.all([installation(), personalToken()]);
  const permission = PERMISSIONS[scope.kind];
  if (app !== undefined && permission !== undefined && app.permissions[permission] !== 'write')
    return `has ${app.permissions[permission] ?? 'no'} access with the permission ${permission}, and needs write`;
  if (token?.scopes === undefined || token.scopes.includes(SCOPES[scope.kind])) return undefined;
  return `has the scopes ${token.scopes.filter(Boolean).join(', ') || '(none)'}, and needs ${SCOPES[scope.kind]}`;
}
