import * as z from 'zod';
import { field, text } from './field';

const KINDS = { rule: 'local, azurerm, cloud or other', remedy: 'choose one of the four' };

export const localBackend = z.strictObject({
  /** Where Terraform keeps its state: `local` is a file for each stack next to agents.config.ts, for one person on one workstation. */
  kind: field(z.literal('local'), KINDS),
});

export const azurermBackend = z.strictObject({
  /** Where Terraform keeps its state: `azurerm` is a blob for each stack, locked while in use, for a team. */
  kind: field(z.literal('azurerm'), KINDS),
  /** Subscription of the storage account, if it differs from that of the deployment. @default - the environment variable ARM_SUBSCRIPTION_ID */
  subscriptionId: field(z.guid(), {
    rule: 'a subscription id (a GUID)',
    remedy: 'find it with: az account list --query "[].{name: name, id: id}"',
  }).optional(),
  /** Tenant of the storage account, if it differs from that of the deployment. @default - the environment variable ARM_TENANT_ID */
  tenantId: field(z.guid(), {
    rule: 'a tenant id (a GUID)',
    remedy: 'find it with: az account list --query "[].{name: name, tenant: tenantId}"',
  }).optional(),
  /** Resource group of the storage account. It must exist: this project does not create the storage for its own state. */
  resourceGroupName: text(/^[\w.()-]{0,89}[\w()-]$/, {
    rule: '1 to 90 letters, digits, "-", "_", "." and "()", not ending in "."',
    remedy: 'use the name of an existing resource group',
  }),
  /** Storage account that holds the state. Access is by Entra ID: whoever deploys needs the role Storage Blob Data Contributor on it. */
  storageAccountName: text(/^[a-z0-9]{3,24}$/, {
    rule: '3 to 24 lower-case letters and digits',
    remedy: 'use the name of an existing storage account',
  }),
  /** Blob container in the storage account. */
  containerName: text(/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, {
    rule: '3 to 63 lower-case letters, digits and single "-"',
    remedy: 'use the name of an existing container',
  }),
  /** Text in front of the name of each blob, such as `agents/`. Another text makes Terraform look for the state elsewhere: move it with `npm run deploy -- --migrate-state`. @default - none */
  keyPrefix: text(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/, {
    rule: '1 to 200 letters, digits, ".", "_", "-" and "/", starting with a letter or digit',
    remedy: 'leave it out, or end it with "/" for a folder',
  }).optional(),
});

export const cloudBackend = z.strictObject({
  /** Where Terraform keeps its state: `cloud` is a workspace of HCP Terraform or Terraform Enterprise for each stack. Set their execution mode to Local, see docs/state.md. */
  kind: field(z.literal('cloud'), KINDS),
  /** Organisation in HCP Terraform. */
  organization: text(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, {
    rule: '1 to 40 letters, digits, "-" and "_", starting with a letter or digit',
    remedy: 'use the name of an existing organisation of HCP Terraform',
  }),
  /** Name of each workspace. `{stack}` stands for the name of the stack. @default '{stack}' */
  workspace: text(/^[A-Za-z0-9_-]{0,25}\{stack\}[A-Za-z0-9_-]{0,25}$/, {
    rule: '{stack} with up to 25 letters, digits, "-" and "_" before and after it',
    remedy: 'leave it out to name each workspace after its stack',
  }).default('{stack}'),
  /** Project in which workspaces are created. @default - the default project of the organisation */
  project: text(/^[A-Za-z0-9 _-]{3,40}$/, {
    rule: '3 to 40 letters, digits, blanks, "-" and "_"',
    remedy: 'use the name of an existing project',
  }).optional(),
  /** Host of a Terraform Enterprise. @default - app.terraform.io */
  hostname: text(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/, {
    rule: 'the name of a host, without https://',
    remedy: 'leave it out for HCP Terraform',
  }).optional(),
});

/** Text, numbers, true and false, and lists and maps of them: what JSON can say, except null. */
const isPlain = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isPlain);
  if (z.core.util.isPlainObject(value)) return Object.values(value).every(isPlain);
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
};

export const otherBackend = z.strictObject({
  /** Where Terraform keeps its state: `other` is any other backend of Terraform, such as s3, gcs, http or pg. */
  kind: field(z.literal('other'), KINDS),
  /** Type of the backend. */
  type: text(/^(?!(?:local|azurerm|cloud|remote)$)[a-z][a-z0-9]{1,29}$/, {
    rule: 'the type of a backend of Terraform, like s3, except local, azurerm, cloud and remote',
    remedy: 'choose the kind local, azurerm or cloud for those',
  }),
  /** Arguments of the backend, by their names in Terraform. `{stack}` stands for the name of the stack, and at least one text must contain it. Credentials are not among them: Terraform reads those from the environment. */
  config: z.record(
    text(/^[a-z][a-z0-9_]{0,63}$/, { rule: 'the name of an argument', remedy: 'write it as in Terraform, like bucket' }),
    field(z.unknown().refine(isPlain), {
      rule: 'text, a number, true, false, or a list or map of these',
      remedy: 'write what the documentation of the backend says',
    }),
  ),
});

/** Where the state of the four stacks is kept. */
export const backendSchema = z.discriminatedUnion('kind', [localBackend, azurermBackend, cloudBackend, otherBackend]);
