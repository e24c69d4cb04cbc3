import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { agentPools } from './agent-pools';
import { azureCli } from './azure-cli';
import { azureRights } from './azure-rights';
import { azureSignIn } from './azure-sign-in';
import { devopsToken } from './devops-token';
import { kedaScaling } from './keda-scaling';
import { kubectl } from './kubectl';
import { kubelogin } from './kubelogin';
import { kubernetesVersion } from './kubernetes-version';
import { nodeVersion } from './node-version';
import { organization } from './organization';
import { osDisks } from './os-disks';
import { parallelJobs } from './parallel-jobs';
import { poolAdministrator } from './pool-administrator';
import { projects } from './projects';
import { registeredProviders } from './registered-providers';
import { registryName } from './registry-name';
import { subscription } from './subscription';
import { terraform } from './terraform';
import { tokenExpiry } from './token-expiry';
import { tokenScope } from './token-scope';
import { vcpuQuota } from './vcpu-quota';
import { vmArchitecture } from './vm-architecture';
import { vmSizeForAks } from './vm-size-for-aks';
import { vmSizes } from './vm-sizes';

/** The checks before a deploy: this machine, Azure, Azure DevOps. */
export const beforeChecks: readonly Check<DoctorContext>[] = [
  nodeVersion,
  terraform,
  azureCli,
  kubelogin,
  kubectl,
  azureSignIn,
  subscription,
  azureRights,
  registeredProviders,
  vmSizes,
  vmSizeForAks,
  vmArchitecture,
  osDisks,
  vcpuQuota,
  kubernetesVersion,
  registryName,
  organization,
  devopsToken,
  tokenScope,
  tokenExpiry,
  agentPools,
  poolAdministrator,
  projects,
  parallelJobs,
  kedaScaling,
];
