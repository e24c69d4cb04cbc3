import * as z from 'zod';
import { existingSecret } from './existing-secret';
import { field, wholeNumber } from './field';

export const existingToken = existingSecret.extend({
  /** Where the token comes from: `existing` is a Secret in the namespace of the agents that something else creates, such as an operator that reads a key vault. Pods wait until it exists. */
  kind: field(z.literal('existing'), {
    rule: 'existing',
    remedy: 'leave token out to take it from the variable azp_token',
  }),
  /** Name of the Secret. Its key is token. */
  secret: existingSecret.shape.secret,
});

export const patAuth = z.strictObject({
  /** How agents and KEDA sign in: `pat` is a personal access token. */
  kind: field(z.literal('pat'), { rule: 'pat or workloadIdentity', remedy: 'choose one of the two' }),
  /** Number of the token in use, if it comes from the variable azp_token. Terraform never stores the token, so it can't detect a new one: raise this number for each new token. @default 1 */
  revision: wholeNumber(1, 1_000_000, 'start with 1 and add 1 for each new token').default(1),
  /** Day on which the token expires, as Azure DevOps showed it when the token was created. Used only for display and warnings. @default - not known */
  expiresOn: field(z.iso.date(), {
    rule: 'a day, like 2027-03-01',
    remedy: 'find it under User settings, Personal access tokens',
  }).optional(),
  /** Where the token comes from, if not from the Terraform variable azp_token (TF_VAR_azp_token). @default - the variable azp_token */
  token: existingToken.optional(),
});

export const workloadIdentityAuth = z.strictObject({
  /** How agents and KEDA sign in: `workloadIdentity` is a managed identity, so there is no secret. */
  kind: field(z.literal('workloadIdentity'), { rule: 'pat or workloadIdentity', remedy: 'choose one of the two' }),
});

/** Scheme and host in lower case, because config.sh and KEDA compare them with regard to case. The path stays unchanged: its case may matter. */
const lowerCaseOrigin = (url: string) => url.replace(/^[a-z]+:\/\/[^/?#]*/i, (origin) => origin.toLowerCase());

/** How agents and KEDA sign in to Azure DevOps. */
export const authSchema = z.discriminatedUnion('kind', [patAuth, workloadIdentityAuth]);

export const azureDevOps = z.strictObject({
  /** URL of the organisation, without a trailing slash. */
  organizationUrl: field(z.string().overwrite(lowerCaseOrigin), {
    rule: 'an https URL that names the organisation, without a trailing slash',
    remedy: 'write https://dev.azure.com/<organisation>',
  }),
  /** How agents and KEDA sign in. @default a personal access token from the variable azp_token, revision 1 */
  auth: authSchema.prefault({ kind: 'pat' }),
  /** How many jobs of self-hosted agents may run at the same time in the organisation, all agent pools together: `bought` asks the service, a number is a limit of your own, `unlimited` sets none. Only with keda.trigger `metrics-api`. @default 'bought' */
  parallelJobs: field(z.union([z.literal('bought'), z.literal('unlimited'), z.int().min(1).max(10_000)]), {
    rule: 'bought, unlimited or a whole number from 1 to 10000',
    remedy: 'leave it out to use what the organisation has bought',
  }).default('bought'),
});
