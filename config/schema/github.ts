import * as z from 'zod';
import { existingSecret } from './existing-secret';
import { field, text, wholeNumber } from './field';

export const secretFromVariable = z.strictObject({
  /** Where the secret comes from: `variable` is a sensitive Terraform variable, which Terraform stores in no state and in no plan. It is github_key for the key of an App (TF_VAR_github_key), and github_token for a token (TF_VAR_github_token). */
  kind: field(z.literal('variable'), { rule: 'variable or existing', remedy: 'choose one of the two' }),
  /** Number of the secret in use. Terraform never stores the secret, so it can't detect a new one: raise this number for each new one. @default 1 */
  revision: wholeNumber(1, 1_000_000, 'start with 1 and add 1 for each new secret').default(1),
});

/** Where a secret comes from. It is never in the config itself. */
const secretSource = z.discriminatedUnion('kind', [secretFromVariable, existingSecret]);

const KINDS = { rule: 'app or pat', remedy: 'choose one of the two' };

export const appAuth = z.strictObject({
  /** How registrars and scaler sign in: `app` is a GitHub App, installed in the organisation or on the repository. docs/github.md has its permissions. */
  kind: field(z.literal('app'), KINDS),
  /** Client id of the App. Its App ID works too. */
  clientId: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    rule: 'the client id of a GitHub App, like "Iv23liAbCdEf0123456789"',
    remedy: 'find it in GitHub under Settings, Developer settings, GitHub Apps',
  }),
  /** Number of the App's installation. It is the last part of the address of the installation's page. */
  installationId: field(z.int().min(1), {
    rule: 'the number of an installation',
    remedy: 'find it at the end of the address of its page, under Settings, GitHub Apps, Configure',
  }),
  /** Where the private key of the App comes from, as the PEM file that GitHub made. @default the variable github_key, revision 1 */
  key: secretSource.prefault({ kind: 'variable' }),
});

export const tokenAuth = z.strictObject({
  /** How registrars and scaler sign in: `pat` is a personal access token. docs/github.md has its scopes. */
  kind: field(z.literal('pat'), KINDS),
  /** Where the token comes from. @default the variable github_token, revision 1 */
  token: secretSource.prefault({ kind: 'variable' }),
  /** Day on which the token expires, as GitHub showed it when the token was created. Used only for display and warnings. @default - not known */
  expiresOn: field(z.iso.date(), {
    rule: 'a day, like 2027-03-01',
    remedy: 'find it in GitHub under Settings, Developer settings, Personal access tokens',
  }).optional(),
});

/** Scheme and host in lower case: GitHub and its API compare them without regard to case, this project does not. */
const lowerCaseOrigin = (url: string) => url.replace(/^[a-z]+:\/\/[^/?#]*/i, (origin) => origin.toLowerCase());

/** How registrars and scaler sign in to GitHub. */
export const gitHubAuth = z.discriminatedUnion('kind', [appAuth, tokenAuth]);

export const gitHub = z.strictObject({
  /** What the runners belong to: the URL of an organisation, of a repository or of an enterprise, without a trailing slash. */
  url: field(z.string().overwrite(lowerCaseOrigin), {
    rule: 'the https URL of an organisation, a repository or an enterprise, without a trailing slash',
    remedy: 'write https://github.com/<organisation>',
  }),
  /** How registrars and scaler sign in. @default a personal access token from the variable github_token, revision 1 */
  auth: gitHubAuth.prefault({ kind: 'pat' }),
});
