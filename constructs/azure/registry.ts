import { ContainerRegistry } from '@cdktf/provider-azurerm/lib/container-registry';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Construct } from 'constructs';

export interface RegistryProps {
  /** 5 to 50 letters and digits, unique in all of Azure. */
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  readonly sku: 'Basic' | 'Standard' | 'Premium';
  /** Object id of the identity that pulls images, which is that of the kubelet. */
  readonly pullerObjectId: string;
}

/**
 * A registry without an admin user. One identity may pull from it.
 *
 * @example
 * new Registry(this, 'registry', {
 *   name: 'contosoagents',
 *   location: 'westeurope',
 *   resourceGroupName: 'rg-agents',
 *   sku: 'Basic',
 *   pullerObjectId: cluster.resource.kubeletIdentity.objectId,
 * });
 */
export class Registry extends Construct {
  readonly resource: ContainerRegistry;

  constructor(scope: Construct, id: string, { pullerObjectId, ...props }: RegistryProps) {
    super(scope, id);
    this.resource = new ContainerRegistry(this, 'Resource', { ...props, adminEnabled: false });
    new RoleAssignment(this, 'pull_role', {
      scope: this.resource.id,
      roleDefinitionName: 'AcrPull',
      principalId: pullerObjectId,
      // The identity is new. Without this, Azure may refuse the assignment because it does not find the identity yet.
      skipServicePrincipalAadCheck: true,
    });
  }
}
