import * as z from 'zod';
import { FIXED_NAMES } from '../../../config/names';
import * as azure from '../../../config/schema/azure-devops';
import { field } from '../../../config/schema/field';
import { existing, secretName } from '../values/existing-secret';

export const azureDevOpsTokenValues = z.strictObject({
  /** Where the token comes from: `existing` is a Secret in the namespace of the release, which you or an operator such as External Secrets create. Pods wait until it exists. @default 'existing' */
  kind: existing(),
  /** Name of the Secret. Its key is token. @default 'azure-devops-token' */
  secret: secretName.default(FIXED_NAMES.tokenSecret),
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

export const agentsService = z.strictObject({
  /** The organisation of the agent pools, and how to sign in to it. Required for agent pools. @default - none */
  azureDevOps: azureDevOpsValues.optional(),
});
