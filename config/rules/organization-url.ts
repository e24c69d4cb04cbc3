import type { Problem } from '../problems/problem';
import type { Rule } from './rule';

const PATH = 'azureDevOps.organizationUrl';

/** Rules for the URL of the organisation. The first that it breaks is reported. */
const RULES: readonly { readonly isBroken: (url: URL, text: string) => boolean; readonly rule: string; readonly remedy: string }[] = [
  {
    isBroken: (url) => url.protocol !== 'https:',
    rule: 'must start with https://',
    remedy: 'write https://, otherwise the token travels in clear text',
  },
  {
    isBroken: (url) => url.username !== '' || url.password !== '',
    rule: 'must not contain a user name or password',
    remedy: 'configure the sign-in in azureDevOps.auth',
  },
  {
    isBroken: (url) => url.search !== '' || url.hash !== '',
    rule: 'must end with the organisation',
    remedy: 'cut it off before "?" or "#"',
  },
  {
    isBroken: (url) => segments(url).length === 0 && !hostNamesOrganization(url),
    rule: 'must name the organisation',
    remedy: 'write https://dev.azure.com/<organisation>',
  },
  { isBroken: (_, text) => text.endsWith('/'), rule: 'must not end with a slash', remedy: 'remove the last "/"; KEDA rejects it' },
  {
    isBroken: (url) => url.hostname === 'dev.azure.com' && segments(url).length > 1,
    rule: 'must end with the organisation',
    remedy: 'cut off the project: agent pools belong to the organisation',
  },
  {
    isBroken: (url) => hostNamesOrganization(url) && segments(url).length > 0,
    rule: 'must end with the organisation',
    remedy: 'cut it off after visualstudio.com: agent pools belong to the organisation',
  },
];

/** The URL of the Azure DevOps organisation must use https, name an organisation, and not end in a slash. */
export const organizationUrlRule: Rule = ({ azureDevOps }) => {
  const text = azureDevOps?.organizationUrl;
  if (text === undefined) return [];
  if (!URL.canParse(text) || /[\s"'$\\]/.test(text)) return [problem('must be a URL', text, 'write https://dev.azure.com/<organisation>')];
  const url = new URL(text);
  const broken = RULES.find(({ isBroken }) => isBroken(url, text));
  return broken === undefined ? [] : [problem(broken.rule, text, broken.remedy)];
};

const segments = (url: URL) => url.pathname.split('/').filter((segment) => segment !== '');

/** The older form https://<organisation>.visualstudio.com. */
const hostNamesOrganization = (url: URL) => /^[a-z0-9-]+\.visualstudio\.com$/i.test(url.hostname);

const problem = (rule: string, value: string, remedy: string): Problem => ({ path: PATH, rule, value, remedy });
