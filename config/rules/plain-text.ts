import { below, type Problem } from '../problems/problem';
import { holdsSecret } from '../problems/secret-text';
import type { Rule } from './rule';

interface TextRule {
  readonly isBroken: (text: string) => boolean;
  readonly rule: string;
  readonly remedy: string | ((path: string) => string);
}

/** Rules for every text of a config. The first that a text breaks is reported. */
const RULES: readonly TextRule[] = [
  {
    isBroken: holdsSecret,
    rule: 'must not contain a secret, and this looks like one',
    remedy: (path) =>
      /^(?:gitHub|runnerPools|runnerImage)\b/.test(path)
        ? 'remove it: the credential comes from TF_VAR_github_key, from TF_VAR_github_token or from an existing Secret, and jobs get secrets from secrets of GitHub'
        : 'remove it: the token comes from TF_VAR_azp_token or, with the Helm chart, from an existing Secret, and jobs get secrets from secret variables of Azure DevOps',
  },
  {
    // Variables, arguments and the JSON of Azure can't contain U+0000, or half of a surrogate pair.
    isBroken: (text) => /[\0\p{Surrogate}]/u.test(text),
    rule: 'must be text without NUL and without half a character',
    remedy: 'write the whole character, or encode binary data, by base64 for example',
  },
];

/** Checks every text of a config, including the keys of maps. For a user name in the URL of a service, see organization-url.ts and github-url.ts. */
export const plainTextRule: Rule = ({ azureDevOps, gitHub, ...rest }) => {
  const organizationUrl = withoutUser(azureDevOps?.organizationUrl);
  const url = withoutUser(gitHub?.url);
  return problemsIn({ ...rest, azureDevOps: { ...azureDevOps, organizationUrl }, gitHub: { ...gitHub, url } }, '');
};

const withoutUser = (url: string | undefined): string | undefined => url?.replace(/\/\/[^/\s@]*@/, '//');

function problemsIn(value: unknown, path: string): readonly Problem[] {
  if (typeof value === 'string') return problemOf(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, below(path, index)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [...problemOf(key, below(path, key)), ...problemsIn(part, below(path, key))]);
}

function problemOf(text: string, path: string): readonly Problem[] {
  const broken = RULES.find(({ isBroken }) => isBroken(text));
  if (broken === undefined) return [];
  const { rule, remedy } = broken;
  return [{ path, rule, value: text, remedy: typeof remedy === 'string' ? remedy : remedy(path) }];
}
