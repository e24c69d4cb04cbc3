/** What a set of runners belongs to: an organisation, one repository, or an enterprise. */
export interface Scope {
  readonly kind: 'organisation' | 'repository' | 'enterprise';
  /** The REST API, such as https://api.github.com, without a slash at the end. */
  readonly apiBase: string;
  /** Below the REST API: /orgs/contoso, /repos/contoso/shop or /enterprises/contoso. */
  readonly path: string;
  /** The URL in one spelling: with a lower-case host and without a slash at the end. */
  readonly configUrl: string;
  /** Whether GitHub runs the host: github.com or <name>.ghe.com. All others are GitHub Enterprise Server. */
  readonly hosted: boolean;
}

/** Why a URL names no scope. Both texts are without the URL, which may hold a password. */
export interface ScopeProblem {
  /** The rest of the sentence that starts with what the URL is: "must be a URL". */
  readonly problem: string;
  readonly remedy: string;
}

/** The first part of the path in the address of an enterprise, as GitHub's own pages have it. */
const ENTERPRISES = 'enterprises';
/** Letters that names of organisations, repositories and enterprises can have. */
const NAME = /^[A-Za-z0-9._-]+$/;
/** Pages of GitHub that are no organisation. A copied address often begins with one of them. */
export const PAGES = ['apps', ENTERPRISES, 'orgs', 'organizations', 'settings', 'users'];
const FORMS =
  'write https://github.com/<organisation>, https://github.com/<owner>/<repository> or https://github.com/enterprises/<enterprise>';

/** Rules for the URL. The first that it breaks is reported. */
const RULES: readonly (ScopeProblem & { readonly isBroken: (url: URL) => boolean })[] = [
  {
    isBroken: ({ protocol }) => protocol !== 'https:' && protocol !== 'http:',
    problem: 'must start with https://',
    remedy: FORMS,
  },
  {
    isBroken: ({ username, password }) => username !== '' || password !== '',
    problem: 'must not contain a user name or password',
    remedy: 'remove the part before the @, and configure the sign-in in gitHub.auth',
  },
  {
    isBroken: (url) => url.protocol === 'http:' && isHosted(url.host),
    problem: 'must start with https://',
    remedy: 'write https://, otherwise the credential travels in clear text',
  },
  {
    isBroken: ({ search, hash }) => search !== '' || hash !== '',
    problem: 'must end with the organisation, repository or enterprise',
    remedy: 'cut it off before "?" or "#"',
  },
  {
    isBroken: ({ hostname }) => /^api\.(github\.com|[^.]+\.ghe\.com)$/.test(hostname),
    problem: 'must be the address of a page, not of the REST API',
    remedy: FORMS,
  },
  {
    isBroken: (url) => ![1, 2].includes(partsOf(url).length),
    problem: 'must name one organisation, repository or enterprise',
    remedy: FORMS,
  },
  {
    isBroken: (url) => !partsOf(url).every((part) => NAME.test(part)),
    problem: 'must name an organisation, repository or enterprise by letters, digits, ".", "_" and "-"',
    remedy: FORMS,
  },
  {
    isBroken: (url) => isPage(partsOf(url)),
    problem: 'must name an organisation, repository or enterprise, and this is another page of GitHub',
    remedy: FORMS,
  },
  {
    isBroken: (url) => partsOf(url)[1]?.toLowerCase().endsWith('.git') === true,
    problem: 'must be the address of the page of the repository, not the one for git',
    remedy: 'remove ".git"',
  },
];

/**
 * Reads the URL that runners are registered with, by the rules of actions/scaleset (config.go): one part is an organisation, two
 * are a repository, or an enterprise after `enterprises/`. A host that GitHub does not run is GitHub Enterprise Server.
 */
export function parseScope(text: string): Scope | ScopeProblem {
  if (!URL.canParse(text) || /[\s"'$\\]/.test(text)) return { problem: 'must be a URL', remedy: FORMS };
  const url = new URL(text);
  const broken = RULES.find(({ isBroken }) => isBroken(url));
  if (broken !== undefined) return { problem: broken.problem, remedy: broken.remedy };
  const host = url.host === 'www.github.com' ? 'github.com' : url.host;
  const parts = partsOf(url);
  return {
    ...scopeOf(parts),
    apiBase: isHosted(host) ? `https://api.${host}` : `${url.protocol}//${host}/api/v3`,
    configUrl: `${url.protocol}//${host}/${parts.join('/')}`,
    hosted: isHosted(host),
  };
}

function scopeOf([first = '', second]: readonly string[]): Pick<Scope, 'kind' | 'path'> {
  if (second === undefined) return { kind: 'organisation', path: `/orgs/${first}` };
  if (first.toLowerCase() === ENTERPRISES) return { kind: 'enterprise', path: `/enterprises/${second}` };
  return { kind: 'repository', path: `/repos/${first}/${second}` };
}

/** The host has its port, as in actions/scaleset: github.com:8443 is a GitHub Enterprise Server. */
const isHosted = (host: string): boolean => host === 'github.com' || host === 'www.github.com' || host.endsWith('.ghe.com');

const isPage = ([first = '', second]: readonly string[]): boolean =>
  PAGES.includes(first.toLowerCase()) && (second === undefined || first.toLowerCase() !== ENTERPRISES);

const partsOf = ({ pathname }: URL): readonly string[] => pathname.split('/').filter((part) => part !== '');
