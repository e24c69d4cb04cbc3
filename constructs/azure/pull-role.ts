import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Construct } from 'constructs';
import { pullRole } from '../../config/azure/role-names';

export interface PullRoleProps {
  /** Resource id of a registry that exists. It may be in another subscription. */
  readonly registryId: string;
  /** Whether roles on the registry count for its repositories. Such a registry does not honour AcrPull. */
  readonly abac: boolean;
  /** Object id of the identity that pulls images, which is that of the kubelet. */
  readonly pullerObjectId: string;
}

/**
 * Lets an identity pull from a registry that somebody else manages.
 *
 * @example
 * new PullRole(this, 'registry', {
 *   registryId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/contoso',
 *   abac: false,
 *   pullerObjectId: cluster.resource.kubeletIdentity.objectId,
 * });
 */
export class PullRole extends Construct {
  constructor(scope: Construct, id: string, { registryId, abac, pullerObjectId }: PullRoleProps) {
    super(scope, id);
    new RoleAssignment(this, 'pull_role', {
      scope: registryId,
      roleDefinitionName: pullRole(abac),
      principalId: pullerObjectId,
      // Conditions on the right to assign roles often name the type of the identity.
      principalType: 'ServicePrincipal',
      // The identity is new. Without this, Azure may refuse the assignment because it does not find the identity yet.
      skipServicePrincipalAadCheck: true,
    });
  }
}
