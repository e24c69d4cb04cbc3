import * as z from 'zod';
import { createdKind, existingKind, oneOf, roleAssigner, text } from './field';

export const createdRegistry = z.strictObject({
  /** Who creates the registry: `create` is this project. @default 'create' */
  kind: createdKind(),
  /** Tier of the registry. @default 'Basic' */
  sku: oneOf(['Basic', 'Standard', 'Premium'], 'Basic is enough for a few agent images').default('Basic'),
  /** Name of the registry, unique in all of Azure. @default - acr, the name of the deployment without hyphens, and a hash of name, location and organisation or, without agent pools, the URL in gitHub */
  name: text(/^[A-Za-z0-9]{5,50}$/, { rule: '5 to 50 letters and digits', remedy: 'leave it out, and a name is derived' }).optional(),
});

export const existingRegistry = z.strictObject({
  /** Who creates the registry: `existing` is somebody else. A deploy builds images in it, and neither changes nor deletes it. */
  kind: existingKind(),
  /** Resource id of the registry. It may be in another resource group or subscription, but not in another tenant. */
  id: text(
    /^\/subscriptions\/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.ContainerRegistry\/registries\/[A-Za-z0-9]{5,50}$/,
    {
      rule: 'the resource id of a registry, like /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ContainerRegistry/registries/<name>',
      remedy: 'copy it, with its upper and lower case, from: az acr show --name <registry> --query id',
    },
  ),
  /** Host of the registry. A registry whose name has a domain name label has a longer one. @default - <name>.azurecr.io */
  loginServer: text(/^[a-z0-9]+(?:[.-][a-z0-9]+)+$/, {
    rule: 'a host in lower case, like contoso.azurecr.io',
    remedy: 'find it with: az acr show --name <registry> --query loginServer',
  }).optional(),
  /** Who lets the nodes pull from the registry: `create` is the deploy, `external` is somebody else, before the first agent starts. `npm run synth` prints the command for them. @default 'create' */
  roleAssignment: roleAssigner(),
  /** What roles on the registry mean: `rbac` is "RBAC Registry Permissions", where the role AcrPull lets nodes pull; `abac` is "RBAC Registry + ABAC Repository Permissions", where the role is Container Registry Repository Reader. `npm run doctor` compares it with the registry. @default 'rbac' */
  roleAssignmentMode: oneOf(['rbac', 'abac'], 'find it with: az acr show --name <registry> --query roleAssignmentMode').default('rbac'),
});

/** The registry that holds the images. */
export const registrySchema = z.discriminatedUnion('kind', [createdRegistry, existingRegistry]);
