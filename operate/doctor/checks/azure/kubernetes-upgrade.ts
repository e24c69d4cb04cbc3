import * as z from 'zod/mini';
import type { Names } from '../../../../config/names';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, NOT_OURS, type Outcome, pass, skip, warn } from '../../outcome';

const cluster = z.object({ version: z.string(), channel: z.nullish(z.string()) });
type Cluster = z.output<typeof cluster>;

/** AKS answers with this when only the control plane is to be upgraded while automatic upgrades are on (learn.microsoft.com/azure/aks/auto-upgrade-cluster). */
const REFUSAL = 'NotAllAgentPoolOrchestratorVersionSpecifiedAndUnchanged';

export const kubernetesUpgrade: Check<Pick<AzureContext, 'azure' | 'config' | 'names'>> = {
  id: 'kubernetes-upgrade',
  title: 'Upgrade of Kubernetes',
  run: async ({ azure, config, names }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    const wanted = config.cluster.kubernetesVersion;
    const query = '{version: currentKubernetesVersion, channel: autoUpgradeProfile.upgradeChannel}';
    const args = ['aks', 'show', '--resource-group', names.resourceGroup, '--name', names.cluster, '--query', query];
    const found = await ifExists(() => azure.az(args, cluster));
    if (found === undefined) return pass(`${names.cluster} does not exist yet; it gets ${wanted}`);
    return judge(found, wanted, names);
  },
};

const minorOf = (version: string): number => Number(version.split('.')[1]);

function judge({ version, channel }: Cluster, wanted: string, { cluster: name, resourceGroup }: Names): Outcome {
  const steps = minorOf(wanted) - minorOf(version);
  const finding = `${name} runs ${version}, and the config says ${wanted}`;
  if (steps === 0) return pass(finding);
  if (steps < 0)
    return fail(
      `${finding}: AKS can't return to an earlier minor version`,
      `set cluster.kubernetesVersion to 1.${minorOf(version)} or a later one`,
    );
  if (steps > 1)
    return warn(
      `${finding}: AKS upgrades a supported cluster by one minor version at a time`,
      `set cluster.kubernetesVersion to 1.${minorOf(version) + 1} and deploy, then raise it by one more`,
    );
  if (channel === 'none') return warn(`${finding}: the deploy upgrades it`, 'deploy when jobs may wait for nodes');
  return warn(
    `${finding}: the deploy upgrades it. Terraform raises the control plane before the nodes, which AKS may refuse while automatic upgrades are on (channel ${channel ?? 'not known'}); nobody has tried that with this project`,
    `if the deploy ends with ${REFUSAL}, run az aks upgrade --resource-group ${resourceGroup} --name ${name} --kubernetes-version ${wanted}, which upgrades all of it, and then npm run plan`,
  );
}
