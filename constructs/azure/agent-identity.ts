import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';

/** A Kubernetes service account that may act as the identity. */
export interface FederatedServiceAccount {
  /** Name of the credential and of its construct. Changing it replaces the credential. */
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

export interface AgentIdentityProps {
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
  /** Issuer URL of the cluster, which signs the tokens of service accounts. */
  readonly oidcIssuerUrl: string;
  readonly serviceAccounts: readonly FederatedServiceAccount[];
}

/**
 * The identity that agents, and the scaler or KEDA, use to sign in to Azure DevOps. It has no secret.
 *
 * @example
 * new AgentIdentity(this, 'identity', {
 *   name: 'id-agents',
 *   location: 'westeurope',
 *   resourceGroupName: 'rg-agents',
 *   oidcIssuerUrl: cluster.resource.oidcIssuerUrl,
 *   serviceAccounts: [{ id: 'agents', namespace: 'agents', serviceAccount: 'azure-pipelines-agent' }],
 * });
 */
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
