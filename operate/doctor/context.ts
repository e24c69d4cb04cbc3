import type { AzureContext } from './facts/azure/context';
import type { AzureDevOpsContext } from './facts/azure-devops/context';
import type { ClusterContext } from './facts/cluster/context';
import type { GitHubContext } from './facts/github/context';
import type { MachineContext } from './facts/machine/context';

/** What the checks of all areas use. */
export interface DoctorContext extends MachineContext, AzureContext, ClusterContext, AzureDevOpsContext, GitHubContext {}
