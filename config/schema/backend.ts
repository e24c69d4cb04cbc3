import * as z from 'zod';
import { field, text } from './field';

export const localBackend = z.strictObject({
  /** Where Terraform keeps its state: `local` is a file for each stack next to agents.config.ts, for one person on one workstation. */
  kind: field(z.literal('local'), { rule: 'local or azurerm', remedy: 'choose one of the two' }),
});

export const azurermBackend = z.strictObject({
  /** Where Terraform keeps its state: `azurerm` is a blob for each stack, locked while in use, for a team. */
  kind: field(z.literal('azurerm'), { rule: 'local or azurerm', remedy: 'choose one of the two' }),
  /** Subscription of the storage account, if it differs from that of the deployment. @default - the environment variable ARM_SUBSCRIPTION_ID */
  subscriptionId: field(z.guid(), {
    rule: 'a subscription id (a GUID)',
    remedy: 'find it with: az account list --query "[].{name: name, id: id}"',
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
});

/** Where the state of the four stacks is kept. */
export const backendSchema = z.discriminatedUnion('kind', [localBackend, azurermBackend]);
