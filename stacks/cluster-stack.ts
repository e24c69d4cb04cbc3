import { DataAzurermUserAssignedIdentity } from '@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { type ClusterAccess, ClusterConnection } from '../constructs/azure/cluster-connection';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';

/** A stack with resources in the cluster. It looks up the cluster by name, and the identity if it uses one. */
export abstract class ClusterStack extends BaseStack {
  protected readonly access: ClusterAccess;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const { config, names } = props;
    addAzurermProvider(this, config);
    this.access = new ClusterConnection(this, 'cluster', {
      clusterName: names.cluster,
      resourceGroupName: names.clusterResourceGroup,
      localAccounts: config.cluster.localAccounts,
      exists: config.cluster.kind === 'existing',
    }).access;
    const { exec, ...access } = this.access;
    new KubernetesProvider(this, 'kubernetes', { ...access, exec: exec === undefined ? undefined : [exec] });
  }

  /** Looks up the identity of the agents; undefined if they have a token, and without agent pools. */
  protected lookUpIdentity({ config, names }: StackProps): DataAzurermUserAssignedIdentity | undefined {
    if (config.azureDevOps?.auth.kind !== 'workloadIdentity') return undefined;
    return new DataAzurermUserAssignedIdentity(this, 'identity', { name: names.identity, resourceGroupName: names.resourceGroup });
  }
}
