import * as z from 'zod';
import { FIXED_NAMES } from '../../../config/names';
import * as azure from '../../../config/schema/azure-devops';
import { field } from '../../../config/schema/field';
import * as github from '../../../config/schema/github';

/** A chart never holds a secret, so there is one kind only. The config has another one, for Terraform. */
const existing = () => field(z.literal('existing'), { rule: 'existing', remedy: 'leave it out: it is the only kind' }).default('existing');

const secretName = github.existingSecret.shape.secret;

export const azureDevOpsTokenValues = z.strictObject({
  /** Where the token comes from: `existing` is a Secret in the namespace of the release, which you or an operator such as External Secrets create. Pods wait until it exists. @default 'existing' */
  kind: existing(),
  /** Name of the Secret. Its key is token. @default 'azure-devops-token' */
  secret: secretName.default(FIXED_NAMES.tokenSecret),
});

export const gitHubSecretValues = z.strictObject({
  /** Where the key or token comes from: `existing` is a Secret in the namespace of the release, which you or an operator such as External Secrets create. Pods wait until it exists. @default 'existing' */
  kind: existing(),
  /** Name of the Secret. Its key is private-key for the key of an App, and token for a token. @default 'github-credential' */
  secret: secretName.default(FIXED_NAMES.gitHubSecret),
});

export const patAuthValues = azure.patAuth.omit({ revision: true }).extend({
  /** How agents and KEDA sign in: `pat` is a personal access token in a Secret. */
  kind: azure.patAuth.shape.kind,
  /** Where the token comes from. @default the Secret azure-devops-token */
  token: azureDevOpsTokenValues.prefault({}),
});

export const workloadIdentityAuthValues = azure.workloadIdentityAuth.extend({
  /** Client id of the managed identity. It needs a federated credential for the service account of the agents, and another one for that of the scaler. */
  clientId: field(z.guid(), {
    rule: 'a client id (a GUID)',
    remedy: 'find it with: az identity show --name <name> --resource-group <group> --query clientId',
  }),
});

export const azureDevOpsValues = azure.azureDevOps.extend({
  /** How agents and KEDA sign in. @default a personal access token in the Secret azure-devops-token */
  auth: z.discriminatedUnion('kind', [patAuthValues, workloadIdentityAuthValues]).prefault({ kind: 'pat' }),
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
