import type { Problem } from '../../../config/problems/problem';
import { gitHubUrlRule } from '../../../config/rules/github-url';
import { organizationUrlRule } from '../../../config/rules/organization-url';
import type { Facts } from '../filled-templates';
import { goJson } from '../go-template';
import { problemBy } from './sentence-of';

/** A URL that breaks each rule for the URL of the organisation, by the word that agents.problems.organizationUrlFault writes. */
const ORGANIZATION_URLS = {
  form: 'contoso',
  scheme: 'http://dev.azure.com/contoso',
  user: 'https://me@dev.azure.com/contoso',
  query: 'https://dev.azure.com/contoso?a',
  none: 'https://dev.azure.com',
  slash: 'https://dev.azure.com/contoso/',
  project: 'https://dev.azure.com/contoso/shop',
  collection: 'https://contoso.visualstudio.com/shop',
} as const;

/** The same for the URL in GitHub, by the words of agents.problems.gitHubScope and agents.problems.rule.gitHubUrl. */
const GITHUB_URLS = {
  form: 'contoso',
  scheme: 'ftp://github.com/contoso',
  user: 'https://me@github.com/contoso',
  hostedPlain: 'http://github.com/contoso',
  query: 'https://github.com/contoso?a',
  api: 'https://api.github.com/contoso',
  parts: 'https://github.com',
  name: 'https://github.com/a%20b',
  page: 'https://github.com/orgs/contoso',
  git: 'https://github.com/contoso/shop.git',
  plain: 'http://github.example/contoso',
  slash: 'https://github.com/contoso/',
} as const;

/** The rule and the remedy of each problem with a URL as the rules of the config write them, by the name of a placeholder. */
export const urlSentences = (): Facts => ({
  organizationUrl: table(ORGANIZATION_URLS, (url) => problemBy(organizationUrlRule, { azureDevOps: { organizationUrl: url } })),
  gitHubUrl: table(GITHUB_URLS, (url) => problemBy(gitHubUrlRule, { gitHub: { url } })),
});

function table(urls: Readonly<Record<string, string>>, problemOf: (url: string) => Problem): string {
  const rows = Object.entries(urls).map(([name, url]) => {
    const { rule, remedy } = problemOf(url);
    return [name, { rule, remedy }] as const;
  });
  return goJson(Object.fromEntries(rows));
}
