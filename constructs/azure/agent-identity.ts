import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';

/** A Kubernetes service account that may act as the identity. */
export interface FederatedServiceAccount {
  /** Name of the credential, and of its construct: changing it replaces the credential. */
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

export interface AgentIdentityProps {
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  /** URL of the cluster that signs the service accounts' tokens. */
  readonly oidcIssuerUrl: string;
  readonly serviceAccounts: readonly FederatedServiceAccount[];
}

/** The identity that agents and KEDA sign in to Azure DevOps with. No secret of it exists anywhere. */
export class AgentIdentity extends Construct {
  readonly resource: UserAssignedIdentity;

  constructor(scope: Construct, id: string, { oidcIssuerUrl, serviceAccounts, ...props }: AgentIdentityProps) {
    super(scope, id);
    this.resource = new UserAssignedIdentity(this, 'Resource', props);
    for (const { id: name, namespace, serviceAccount } of serviceAccounts) {
      new FederatedIdentityCredential(this, name.replaceAll('-', '_'), {
        name,
        parentId: this.resource.id,
        resourceGroupName: props.resourceGroupName,
        issuer: oidcIssuerUrl,
        subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        audience: ['api://AzureADTokenExchange'],
      });
    }
  }
}
