import { below, type Problem } from '../problem';
import { holdsSecret } from '../secret-text';
import type { Rule } from './rule';

/** What no text of a config may hold. The first that fits is reported. */
const FAULTS: readonly { readonly broken: (text: string) => boolean; readonly rule: string; readonly remedy: string }[] = [
  {
    broken: holdsSecret,
    rule: 'must not hold a secret, and this looks like one',
    remedy: 'take it out: the token comes from TF_VAR_azp_token, and secrets of jobs are secret variables of Azure DevOps',
  },
  {
    // No variable, argument or JSON of Azure takes them: U+0000, and one half of a character that has two.
    broken: (text) => /[\0\p{Surrogate}]/u.test(text),
    rule: 'must be text without NUL and without half a character',
    remedy: 'write the whole character, or encode binary data, by base64 for example',
  },
];

/** Every text of a config, names of maps included. A user name in the URL of the organisation has a rule of its own. */
export const plainTextRule: Rule = ({ azureDevOps, ...rest }) => {
  const organizationUrl = azureDevOps?.organizationUrl?.replace(/\/\/[^/\s@]*@/, '//');
  return problemsIn({ ...rest, azureDevOps: { ...azureDevOps, organizationUrl } }, '');
};

function problemsIn(value: unknown, path: string): readonly Problem[] {
  if (typeof value === 'string') return problemOf(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, below(path, index)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [...problemOf(key, below(path, key)), ...problemsIn(part, below(path, key))]);
}

function problemOf(text: string, path: string): readonly Problem[] {
  const fault = FAULTS.find(({ broken }) => broken(text));
  return fault === undefined ? [] : [{ path, rule: fault.rule, value: text, remedy: fault.remedy }];
}
