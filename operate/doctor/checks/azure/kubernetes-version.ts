import * as z from 'zod/mini';
import type { Config } from '../../../../config/types';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { fail, pass, warn } from '../../outcome';

const versions = z.array(
  z.object({
    version: z.string(),
    isPreview: z.nullish(z.boolean()),
    capabilities: z.nullish(z.object({ supportPlan: z.nullish(z.array(z.string())) })),
  }),
);
type Version = z.output<typeof versions>[number];

/** The support plan of a tier. */
const planOf = (tier: Config['cluster']['skuTier']): string => (tier === 'Premium' ? 'AKSLongTermSupport' : 'KubernetesOfficial');

export const kubernetesVersion: Check<Pick<AzureContext, 'azure' | 'config' | 'ownNodes'>> = {
  id: 'kubernetes-version',
  title: 'Kubernetes version',
  run: async ({ azure, config, ownNodes }) => {
    const { location, cluster } = config;
    const path = `/providers/Microsoft.ContainerService/locations/${location}/kubernetesVersions`;
    const [offered, own] = await Promise.all([azure.get({ path, version: '2025-05-01', query: 'values[]' }, versions), ownNodes()]);
    const plan = planOf(cluster.skuTier);
    const suitable = offered.filter((one) => suits(one, plan)).map(({ version }) => version);
    const found = offered.find(({ version }) => version === cluster.kubernetesVersion);
    const finding = `${cluster.kubernetesVersion} in ${location}`;
    if (suitable.includes(cluster.kubernetesVersion)) return pass(finding);
    const why =
      found === undefined ? 'is not offered' : `is a preview or not offered with the support plan ${plan} of tier ${cluster.skuTier}`;
    const advice = `set cluster.kubernetesVersion to one of ${suitable.join(', ') || 'those of az aks get-versions'}`;
    // An existing cluster continues to run with a version that is no longer offered for new ones.
    if (own !== undefined) return warn(`${finding} ${why}: a cluster that has it keeps it, without patches`, advice);
    return fail(`${finding} ${why}`, advice);
  },
};

const suits = ({ isPreview, capabilities }: Version, plan: string): boolean =>
  !isPreview && (capabilities?.supportPlan ?? [plan]).includes(plan);
