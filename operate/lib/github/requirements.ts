import type { Config, GitHubConfig } from '../../../config/types';
import type { Finding } from '../finding';

/** The variables from which a deploy takes the credential for GitHub, by the kind of the sign-in. */
export const GITHUB_VARIABLES = { app: 'TF_VAR_github_key', pat: 'TF_VAR_github_token' } as const;

/** What a deploy lacks of GitHub, as far as config and environment show. */
export function gitHubFindings({ gitHub }: Pick<Config, 'gitHub'>, environment: NodeJS.ProcessEnv): readonly Finding[] {
  if (gitHub === undefined) return [];
  return [
    ...(isExampleUrl(gitHub.url) ? [EXAMPLE_URL] : []),
    ...(secretSource(gitHub.auth).kind === 'variable' ? credentialFindings(gitHub.auth.kind, environment) : []),
  ];
}

export const EXAMPLE_URL: Finding = { finding: 'gitHub.url is still that of the example', advice: 'name your organisation' };

/** Whether the URL is the one in the example config. */
export const isExampleUrl = (url: string): boolean => url.endsWith('/your-organisation');

/** Where the key or the token comes from. */
export const secretSource = (auth: GitHubConfig['auth']) => (auth.kind === 'app' ? auth.key : auth.token);

/** What is wrong with the variable that has the key or the token. */
export function credentialFindings(kind: keyof typeof GITHUB_VARIABLES, environment: NodeJS.ProcessEnv): readonly Finding[] {
  const variable = GITHUB_VARIABLES[kind];
  const value = environment[variable]?.trim();
  if (!value) return [{ finding: `${variable} is not set`, advice: ADVICE[kind] }];
  // A key whose lines were joined, or the path of its file, is noticed only by a registrar that can't sign.
  if (kind === 'app' && !/^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n/.test(value))
    return [{ finding: `${variable} holds no private key in PEM form`, advice: ADVICE.app }];
  return [];
}

const ADVICE = {
  app: `export it with the content of the key file, line breaks included: export ${GITHUB_VARIABLES.app}="$(cat <file>.pem)"`,
  pat: `export it with a personal access token; docs/github.md has its scopes`,
} as const;
