/** Permissions of a GitHub App or of a fine-grained token, in the spelling of the API. */
export type Permissions = Readonly<Partial<Record<PermissionName, 'read' | 'write'>>>;

type PermissionName = 'actions' | 'administration' | 'metadata' | 'organization_self_hosted_runners';

export const ALL_PERMISSIONS: Permissions = {
  actions: 'write',
  administration: 'write',
  metadata: 'read',
  organization_self_hosted_runners: 'write',
};
