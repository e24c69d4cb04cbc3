import { DataAzurermUserAssignedIdentity } from '@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { type ClusterAccess, ClusterConnection } from '../constructs/azure/cluster-connection';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';

/** A stack with resources in the cluster. It looks up the cluster, and the identity if there is one, by name. */
export abstract class ClusterStack extends BaseStack {
  protected readonly access: ClusterAccess;
  protected readonly identity: DataAzurermUserAssignedIdentity | undefined;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { config, names } = props;
    addAzurermProvider(this, config);
    this.access = new ClusterConnection(this, 'cluster', {
      clusterName: names.cluster,
      resourceGroupName: names.resourceGroup,
      localAccounts: config.cluster.localAccounts,
    }).access;
    const { exec, ...access } = this.access;
    new KubernetesProvider(this, 'kubernetes', { ...access, exec: exec === undefined ? undefined : [exec] });
    if (config.azureDevOps.auth.kind === 'workloadIdentity') {
      this.identity = new DataAzurermUserAssignedIdentity(this, 'identity', {
        name: names.identity,
        resourceGroupName: names.resourceGroup,
      });
    }
  }
}
