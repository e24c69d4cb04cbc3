import * as z from 'zod';
import { FIXED_NAMES } from '../../../config/names';
import * as github from '../../../config/schema/github';
import { existing, secretName } from '../values/existing-secret';

export const gitHubSecretValues = z.strictObject({
  /** Where the key or token comes from: `existing` is a Secret in the namespace of the release, which you or an operator such as External Secrets create. Pods wait until it exists. @default 'existing' */
  kind: existing(),
  /** Name of the Secret. Its key is private-key for the key of an App, and token for a token. @default 'github-credential' */
  secret: secretName.default(FIXED_NAMES.gitHubSecret),
});

export const appAuthValues = github.appAuth.extend({
  /** Where the private key of the App comes from, as the PEM file that GitHub made. @default the Secret github-credential */
  key: gitHubSecretValues.prefault({}),
});

export const tokenAuthValues = github.tokenAuth.extend({
  /** Where the token comes from. @default the Secret github-credential */
  token: gitHubSecretValues.prefault({}),
});

export const gitHubValues = github.gitHub.extend({
  /** How registrars and scaler sign in. @default a personal access token in the Secret github-credential */
  auth: z.discriminatedUnion('kind', [appAuthValues, tokenAuthValues]).prefault({ kind: 'pat' }),
});

export const runnersService = z.strictObject({
  /** The organisation, repository or enterprise in GitHub, and how to sign in to it. Required for runner pools. @default - none */
  gitHub: gitHubValues.optional(),
});
