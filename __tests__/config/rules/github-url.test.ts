import { aGitHubConfig, aGitHubDraft, problemsOf } from '../../support/builders';

const withUrl = (url: string, auth: unknown = { kind: 'pat' }) => aGitHubDraft({ gitHub: { url, auth } });
const APP = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };

test.each([
  'https://github.com/contoso',
  'https://github.com/contoso/shop',
  'https://github.com/enterprises/contoso',
  'https://contoso.ghe.com/contoso',
  'https://github.contoso.example/contoso',
  'https://github.contoso.example:8443/contoso/shop',
])('%s is the URL of runners', (url) => {
  expect(problemsOf(withUrl(url))).toEqual([]);
});

test.each([
  ['http://github.com/contoso', 'must start with https://'],
  ['http://github.contoso.example/contoso', 'must start with https://'],
  ['https://github.com', 'must name one organisation, repository or enterprise'],
  ['https://github.com/', 'must name one organisation, repository or enterprise'],
  ['https://github.com/contoso/', 'must not end with a slash'],
  ['https://github.com/contoso/shop/settings', 'must name one organisation, repository or enterprise'],
  ['https://github.com/orgs/contoso', 'must name an organisation, repository or enterprise, and this is another page of GitHub'],
  ['https://github.com/contoso/shop.git', 'must be the address of the page of the repository, not the one for git'],
  ['https://api.github.com/contoso', 'must be the address of a page, not of the REST API'],
  ['https://me:s3cret@github.com/contoso', 'must not contain a user name or password'],
  ['https://github.com/contoso?tab=1', 'must end with the organisation, repository or enterprise'],
  ['git@github.com:contoso/shop.git', 'must be a URL'],
  ['contoso', 'must be a URL'],
])('%s: gitHub.url %s', (url, rule) => {
  const problems = problemsOf(withUrl(url));
  expect(problems.map((problem) => problem.split(', got')[0])).toEqual([`gitHub.url ${rule}`]);
  expect(problems[0]).not.toContain('s3cret');
});

test('the whole message has the forms of the URL', () => {
  expect(problemsOf(withUrl('https://github.com'))).toEqual([
    'gitHub.url must name one organisation, repository or enterprise, got "https://github.com": write https://github.com/<organisation>, https://github.com/<owner>/<repository> or https://github.com/enterprises/<enterprise>',
  ]);
  expect(problemsOf(withUrl('http://github.contoso.example/contoso'))).toEqual([
    'gitHub.url must start with https://, got "http://github.contoso.example/contoso": write https://, otherwise the credential travels in clear text',
  ]);
});

test('the host is used in lower case, and the path stays as it is', () => {
  expect(aGitHubConfig({ gitHub: { url: 'HTTPS://GitHub.com/Contoso' } }).gitHub?.url).toBe('https://github.com/Contoso');
});

test('an App can not register runners of an enterprise', () => {
  expect(problemsOf(withUrl('https://github.com/enterprises/contoso', APP))).toEqual([
    'gitHub.auth.kind must be "pat" for an enterprise, whose runners a GitHub App can\'t register, got "app": use a classic token with the scope manage_runners:enterprise, or the URL of an organisation',
  ]);
  expect(problemsOf(withUrl('https://github.com/enterprises/contoso'))).toEqual([]);
  expect(problemsOf(withUrl('https://github.com/contoso/shop', APP))).toEqual([]);
});

test.each([
  ['kind', 'token', 'gitHub.auth.kind must be app or pat, got "token": choose one of the two'],
  ['clientId', 'my app', 'gitHub.auth.clientId must be the client id of a GitHub App, like "Iv23liAbCdEf0123456789", got a value that is not shown: find it in GitHub under Settings, Developer settings, GitHub Apps'], // biome-ignore format: one line reads as a table
  ['clientId', 12345, 'gitHub.auth.clientId must be the client id of a GitHub App, like "Iv23liAbCdEf0123456789", got 12345: put it in quotes: "12345"'], // biome-ignore format: one line reads as a table
  ['installationId', '12345', 'gitHub.auth.installationId must be the number of an installation, got "12345": write it without quotes: 12345'], // biome-ignore format: one line reads as a table
  ['installationId', 0, 'gitHub.auth.installationId must be the number of an installation, got 0: find it at the end of the address of its page, under Settings, GitHub Apps, Configure'], // biome-ignore format: one line reads as a table
])('gitHub.auth.%s is not %j', (option, value, message) => {
  expect(problemsOf(withUrl('https://github.com/contoso', { ...APP, [option]: value }))).toEqual([message]);
});

test.each([
  [{ kind: 'vault' }, 'gitHub.auth.key.kind must be variable or existing, got "vault": choose one of the two'],
  [{ kind: 'variable', revision: 0 }, 'gitHub.auth.key.revision must be a whole number from 1 to 1000000, got 0: start with 1 and add 1 for each new secret'], // biome-ignore format: one line reads as a table
  [{ kind: 'existing' }, 'gitHub.auth.key.secret must be the name of a Secret: 1 to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends, got nothing: write the name of the Secret, not what it holds'], // biome-ignore format: one line reads as a table
])('the key of an App comes from a variable or from an existing Secret, not %j', (key, message) => {
  expect(problemsOf(withUrl('https://github.com/contoso', { ...APP, key }))).toEqual([message]);
});
