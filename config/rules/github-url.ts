import { parseScope } from '../github-scope';
import type { Problem } from '../problems/problem';
import type { Rule } from './rule';

/** The URL in GitHub must be that of an organisation, a repository or an enterprise, over https and in one spelling. */
export const gitHubUrlRule: Rule = ({ gitHub }) => {
  const url = gitHub?.url;
  if (url === undefined) return [];
  const scope = parseScope(url);
  if ('problem' in scope) return [problem(scope.problem, url, scope.remedy)];
  if (!url.startsWith('https:'))
    return [problem('must start with https://', url, 'write https://, otherwise the credential travels in clear text')];
  return url.endsWith('/') ? [problem('must not end with a slash', url, 'remove the last "/"')] : [];
};

const problem = (rule: string, value: string, remedy: string): Problem => ({ path: 'gitHub.url', rule, value, remedy });

/** GitHub has no permission that lets an App register runners of an enterprise. */
export const enterpriseAuthRule: Rule = ({ gitHub }) => {
  if (kindOf(gitHub?.url) !== 'enterprise' || gitHub?.auth?.kind !== 'app') return [];
  return [
    {
      path: 'gitHub.auth.kind',
      rule: 'must be "pat" for an enterprise, whose runners a GitHub App can\'t register',
      value: 'app',
      remedy: 'use a classic token with the scope manage_runners:enterprise, or the URL of an organisation',
    },
  ];
};

/** What a valid URL in GitHub names. */
export function kindOf(url: string | undefined): 'organisation' | 'repository' | 'enterprise' | undefined {
  const scope = url === undefined ? undefined : parseScope(url);
  return scope === undefined || 'problem' in scope ? undefined : scope.kind;
}
