import type { CheckGroup } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { azureRights } from './azure-rights';
import { azureSignIn } from './azure-sign-in';
import { existingCluster } from './existing-cluster';
import { kubernetesUpgrade } from './kubernetes-upgrade';
import { kubernetesVersion } from './kubernetes-version';
import { osDisks } from './os-disks';
import { registryName } from './registry-name';
import { registryRoles } from './registry-roles';
import { resourceGroup } from './resource-group';
import { resourceProviders } from './resource-providers';
import { subscription } from './subscription';
import { vcpuQuota } from './vcpu-quota';
import { vmArchitecture } from './vm-architecture';
import { vmSizeForAks } from './vm-size-for-aks';
import { vmSizes } from './vm-sizes';

/** The checks of the subscription and of what the region offers it. */
export const azureChecks: CheckGroup<AzureContext> = {
  before: [
    azureSignIn,
    subscription,
    azureRights,
    resourceProviders,
    resourceGroup,
    existingCluster,
    vmSizes,
    vmSizeForAks,
    vmArchitecture,
    osDisks,
    vcpuQuota,
    kubernetesVersion,
    kubernetesUpgrade,
    registryName,
    registryRoles,
  ],
  after: [],
};
