import type { ReleaseState } from '../release/release-deployment';
import type { AzureContext } from './facts/azure/context';
import type { AzureDevOpsContext } from './facts/azure-devops/context';
import type { ClusterContext } from './facts/cluster/context';
import type { GitHubContext } from './facts/github/context';
import type { MachineContext } from './facts/machine/context';

/** What the checks of all areas use that do not need Azure. */
export interface DeployedContext extends MachineContext, ClusterContext, AzureDevOpsContext, GitHubContext {}

/** What the checks of a config use. */
export interface DoctorContext extends DeployedContext, AzureContext {
  readonly config: AzureContext['config'];
  readonly names: AzureContext['names'];
}

/** What the checks of a Helm release use. */
export interface ReleaseContext extends DeployedContext {
  readonly release: ReleaseState;
}
