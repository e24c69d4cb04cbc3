import { ContainerRegistry } from '@cdktf/provider-azurerm/lib/container-registry';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Construct } from 'constructs';

export interface RegistryProps {
  /** 5 to 50 letters and digits, unique in all of Azure. */
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  readonly sku: 'Basic' | 'Standard' | 'Premium';
  /** Object id of the identity that pulls images: the kubelet's. */
  readonly pullerObjectId: string;
}

/** A registry without an administrator's password, from which one identity may pull. */
export class Registry extends Construct {
  readonly resource: ContainerRegistry;

  constructor(scope: Construct, id: string, { pullerObjectId, ...props }: RegistryProps) {
    super(scope, id);
    this.resource = new ContainerRegistry(this, 'Resource', { ...props, adminEnabled: false });
    new RoleAssignment(this, 'pull_role', {
      scope: this.resource.id,
      roleDefinitionName: 'AcrPull',
      principalId: pullerObjectId,
      // The identity is new: without this, Azure may not find it yet and refuses the assignment.
      skipServicePrincipalAadCheck: true,
    });
  }
}
