import type { Problem } from '../problem';
import type { Rule } from './rule';

const PATH = 'azureDevOps.organizationUrl';

/** The forms in which an organisation URL does not work, each with its own remedy. The first that fits is reported. */
const FAULTS: readonly { readonly broken: (url: URL, text: string) => boolean; readonly rule: string; readonly remedy: string }[] = [
  {
    broken: (url) => url.protocol !== 'https:',
    rule: 'must start with https://',
    remedy: 'write https://, or the token travels in clear text',
  },
  {
    broken: (url) => url.username !== '' || url.password !== '',
    rule: 'must not hold a user name or password',
    remedy: 'the sign-in belongs into azureDevOps.auth',
  },
  { broken: (url) => url.search !== '' || url.hash !== '', rule: 'must end with the organisation', remedy: 'cut it off before "?" or "#"' },
  {
    broken: (url) => segments(url).length === 0 && !hostNamesOrganization(url),
    rule: 'must name the organisation',
    remedy: 'write https://dev.azure.com/<organisation>',
  },
  { broken: (_, text) => text.endsWith('/'), rule: 'must not end with a slash', remedy: 'remove the last "/"; KEDA refuses it' },
  {
    broken: (url) => url.hostname === 'dev.azure.com' && segments(url).length > 1,
    rule: 'must end with the organisation',
    remedy: 'cut off the project: agent pools belong to the organisation',
  },
  {
    broken: (url) => hostNamesOrganization(url) && segments(url).length > 0,
    rule: 'must end with the organisation',
    remedy: 'cut it off after visualstudio.com: agent pools belong to the organisation',
  },
];

/** The URL of the Azure DevOps organisation: https, an organisation, no trailing slash. */
export const organizationUrlRule: Rule = ({ azureDevOps }) => {
  const text = azureDevOps?.organizationUrl;
  if (text === undefined) return [];
  if (!URL.canParse(text) || /[\s"'$\\]/.test(text)) return [problem('must be a URL', text, 'write https://dev.azure.com/<organisation>')];
  const url = new URL(text);
  const fault = FAULTS.find(({ broken }) => broken(url, text));
  return fault === undefined ? [] : [problem(fault.rule, text, fault.remedy)];
};

const segments = (url: URL) => url.pathname.split('/').filter((segment) => segment !== '');

/** The older form https://<organisation>.visualstudio.com. */
const hostNamesOrganization = (url: URL) => /^[a-z0-9-]+\.visualstudio\.com$/i.test(url.hostname);

const problem = (rule: string, value: string, remedy: string): Problem => ({ path: PATH, rule, value, remedy });
