import * as z from 'zod';
import { createdKind, existingKind, roleAssigner, text } from './field';

export const createdResourceGroup = z.strictObject({
  /** Who creates the resource group: `create` is this project. It is named rg- and the name of the deployment. @default 'create' */
  kind: createdKind(),
});

export const existingResourceGroup = z.strictObject({
  /** Who creates the resource group: `existing` is somebody else. A deploy sets no tags on it, and a destroy does not delete it. */
  kind: existingKind(),
  /** Name of the resource group, in the subscription of the deployment. */
  name: text(/^[\w.()-]{0,89}[\w()-]$/, {
    rule: '1 to 90 letters, digits, "-", "_", "." and "()", not ending in "."',
    remedy: 'find it with: az group list --query "[].name"',
  }),
  /** Who gives whoever deploys the role Azure Kubernetes Service RBAC Cluster Admin on the resource group, which counts for every cluster in it: `create` is the deploy, `external` is somebody else, before the stacks behind the platform stack. `npm run synth` prints the command for them. @default 'create' */
  roleAssignment: roleAssigner(),
});

/** The resource group of all resources except those that AKS creates for its nodes. */
export const resourceGroupSchema = z.discriminatedUnion('kind', [createdResourceGroup, existingResourceGroup]);
