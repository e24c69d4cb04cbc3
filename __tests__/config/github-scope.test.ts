import fc from 'fast-check';
import { parseScope } from '../../config/github-scope';

test.each([
  ['https://github.com/contoso', 'organisation', 'https://api.github.com', '/orgs/contoso', 'https://github.com/contoso'],
  ['https://github.com/contoso/', 'organisation', 'https://api.github.com', '/orgs/contoso', 'https://github.com/contoso'],
  ['https://www.github.com/contoso', 'organisation', 'https://api.github.com', '/orgs/contoso', 'https://github.com/contoso'],
  ['HTTPS://GitHub.com:443/Contoso', 'organisation', 'https://api.github.com', '/orgs/Contoso', 'https://github.com/Contoso'],
  ['https://github.com/contoso/shop', 'repository', 'https://api.github.com', '/repos/contoso/shop', 'https://github.com/contoso/shop'],
  [
    'https://github.com/contoso/.github',
    'repository',
    'https://api.github.com',
    '/repos/contoso/.github',
    'https://github.com/contoso/.github',
  ],
  ['https://github.com/enterprises/c', 'enterprise', 'https://api.github.com', '/enterprises/c', 'https://github.com/enterprises/c'],
  ['https://github.com/Enterprises/c', 'enterprise', 'https://api.github.com', '/enterprises/c', 'https://github.com/Enterprises/c'],
  ['https://contoso.ghe.com/shop', 'organisation', 'https://api.contoso.ghe.com', '/orgs/shop', 'https://contoso.ghe.com/shop'],
])('%s is the %s below %s%s', (url, kind, apiBase, path, configUrl) => {
  expect(parseScope(url)).toEqual({ kind, apiBase, path, configUrl, hosted: true });
});

test.each([
  ['https://git.contoso.com/shop', 'https://git.contoso.com/api/v3', 'https://git.contoso.com/shop'],
  ['https://git.contoso.com:8443/shop/', 'https://git.contoso.com:8443/api/v3', 'https://git.contoso.com:8443/shop'],
  ['http://127.0.0.1:8080/shop', 'http://127.0.0.1:8080/api/v3', 'http://127.0.0.1:8080/shop'],
  // The host is compared with its port, as the official client does.
  ['https://github.com:8443/shop', 'https://github.com:8443/api/v3', 'https://github.com:8443/shop'],
  // Another domain that only ends alike.
  ['https://contosoghe.com/shop', 'https://contosoghe.com/api/v3', 'https://contosoghe.com/shop'],
  ['https://github.com.contoso.com/shop', 'https://github.com.contoso.com/api/v3', 'https://github.com.contoso.com/shop'],
])('%s is on a GitHub Enterprise Server: %s', (url, apiBase, configUrl) => {
  expect(parseScope(url)).toEqual({ kind: 'organisation', path: '/orgs/shop', apiBase, configUrl, hosted: false });
});

test.each([
  ['', 'must be a URL'],
  ['github.com/contoso', 'must be a URL'],
  ['https://github.com/con toso', 'must be a URL'],
  ['ftp://github.com/contoso', 'must start with https://'],
  ['http://github.com/contoso', 'must start with https://'],
  ['http://www.github.com/contoso', 'must start with https://'],
  ['http://contoso.ghe.com/shop', 'must start with https://'],
  ['https://me@github.com/contoso', 'must not contain a user name or password'],
  ['https://me:secret@github.com/contoso', 'must not contain a user name or password'],
  ['https://github.com/contoso?tab=repositories', 'must end with the organisation, repository or enterprise'],
  ['https://github.com/contoso#top', 'must end with the organisation, repository or enterprise'],
  ['https://api.github.com/orgs/contoso', 'must be the address of a page, not of the REST API'],
  ['https://api.contoso.ghe.com/orgs/shop', 'must be the address of a page, not of the REST API'],
  ['https://github.com', 'must name one organisation, repository or enterprise'],
  ['https://github.com//', 'must name one organisation, repository or enterprise'],
  ['https://github.com/contoso/shop/settings', 'must name one organisation, repository or enterprise'],
  ['https://github.com/enterprises/contoso/settings', 'must name one organisation, repository or enterprise'],
  ['https://github.com/con%20toso', 'must name an organisation, repository or enterprise by letters, digits, ".", "_" and "-"'],
  ['https://github.com/contoso/%2e%2e%2fshop', 'must name an organisation, repository or enterprise by letters, digits, ".", "_" and "-"'],
  ['https://github.com/orgs/contoso', 'must name an organisation, repository or enterprise, and this is another page of GitHub'],
  ['https://github.com/settings/apps', 'must name an organisation, repository or enterprise, and this is another page of GitHub'],
  ['https://github.com/enterprises', 'must name an organisation, repository or enterprise, and this is another page of GitHub'],
  ['https://github.com/contoso/shop.git', 'must be the address of the page of the repository, not the one for git'],
])('%s %s', (url, problem) => {
  expect(parseScope(url)).toEqual({ problem, remedy: expect.stringMatching(/^(write|cut|remove) /) });
});

const name = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/)
  .filter((text) => !/^(apps|enterprises|orgs|organizations|settings|users|xn--.*|..--.*)$/i.test(text));
const host = fc.oneof(
  fc.constantFrom('github.com', 'www.github.com'),
  name.map((text) => `${text}.ghe.com`.toLowerCase()).filter((text) => !text.startsWith('api.')),
  fc
    .tuple(fc.constantFrom('git.contoso.com', 'localhost', '[::1]'), fc.integer({ min: 1024, max: 65_535 }))
    .map(([text, port]) => `${text}:${port}`),
);

test('any name on any host is read, and its URL reads as the same scope again', () => {
  fc.assert(
    fc.property(host, fc.array(name, { minLength: 1, maxLength: 2 }), fc.constantFrom('', '/', '//'), (where, parts, end) => {
      const scope = parseScope(`https://${where}/${parts.join('/')}${end}`);
      if ('problem' in scope) throw new Error(scope.problem);
      expect(scope.kind).toBe(parts.length === 1 ? 'organisation' : 'repository');
      expect(`${scope.apiBase}${scope.path}`).toMatch(/^https:\/\/\S+\/(orgs\/[^/]+|repos\/[^/]+\/[^/]+)$/);
      expect(parseScope(scope.configUrl)).toEqual(scope);
    }),
  );
});

test('no text makes it throw, and no API is on another host than the URL', () => {
  const anyUrl = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string().map((text) => `https://github.com/${text}`),
  );
  fc.assert(
    fc.property(anyUrl, (text) => {
      const scope = parseScope(text);
      if ('problem' in scope) return;
      const [api, page] = [new URL(scope.apiBase), new URL(scope.configUrl)];
      expect([page.host, `api.${page.host}`]).toContain(api.host);
      expect(scope.path.split('/').length).toBeLessThanOrEqual(4);
      expect([page.search, page.hash, page.username, page.password]).toEqual(['', '', '', '']);
    }),
    { numRuns: 2000 },
  );
});
