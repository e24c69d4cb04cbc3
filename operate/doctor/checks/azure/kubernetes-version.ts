import * as z from 'zod/mini';
import { type SupportEnd, supportEnd } from '../../../../config/azure/kubernetes-support';
import type { CreatedCluster } from '../../../../config/types';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { fail, NOT_OURS, type Outcome, pass, skip, warn } from '../../outcome';

const versions = z.array(
  z.object({
    version: z.string(),
    isPreview: z.nullish(z.boolean()),
    capabilities: z.nullish(z.object({ supportPlan: z.nullish(z.array(z.string())) })),
  }),
);
type Version = z.output<typeof versions>[number];

/** The support plan of a tier. */
const planOf = (tier: CreatedCluster['skuTier']): string => (tier === 'Premium' ? 'AKSLongTermSupport' : 'KubernetesOfficial');

export const kubernetesVersion: Check<Pick<AzureContext, 'azure' | 'config' | 'ownNodes' | 'now'>> = {
  id: 'kubernetes-version',
  title: 'Kubernetes version',
  run: async ({ azure, config, ownNodes, now }) => {
    const { location, cluster } = config;
    if (cluster.kind === 'existing') return skip(NOT_OURS);
    const path = `/providers/Microsoft.ContainerService/locations/${location}/kubernetesVersions`;
    const [offered, own] = await Promise.all([azure.get({ path, version: '2025-05-01', query: 'values[]' }, versions), ownNodes()]);
    const plan = planOf(cluster.skuTier);
    const suitable = offered.filter((one) => suits(one, plan)).map(({ version }) => version);
    const finding = `${cluster.kubernetesVersion} in ${location}`;
    if (suitable.includes(cluster.kubernetesVersion)) {
      const newer = suitable.filter((version) => minorOf(version) > minorOf(cluster.kubernetesVersion));
      return untilItEnds(finding, supportEnd(cluster, now), newer);
    }
    const advice = `set cluster.kubernetesVersion to one of ${suitable.join(', ') || 'those of az aks get-versions'}`;
    const why = whyNot(
      offered.find(({ version }) => version === cluster.kubernetesVersion),
      cluster.skuTier,
    );
    // An existing cluster continues to run with a version that is no longer offered for new ones.
    if (own !== undefined) return warn(`${finding} ${why}: a cluster that has it keeps it, without patches`, advice);
    return fail(`${finding} ${why}`, advice);
  },
};

const suits = ({ isPreview, capabilities }: Version, plan: string): boolean =>
  !isPreview && (capabilities?.supportPlan ?? [plan]).includes(plan);

function whyNot(version: Version | undefined, tier: CreatedCluster['skuTier']): string {
  if (version === undefined) return 'is not offered';
  if (version.isPreview) return 'is a preview, which Azure does not support for production';
  return `is offered only with support plan ${version.capabilities?.supportPlan?.join(', ') || 'none'}, and tier ${tier} has ${planOf(tier)}`;
}

const minorOf = (version: string): number => Number(version.split('.')[1]);

/** AKS does not say when the support of what it offers ends, so the calendar does. */
function untilItEnds(finding: string, end: SupportEnd | undefined, newer: readonly string[]): Outcome {
  if (end === undefined) return pass(finding);
  if (end.state === 'later') return pass(`${finding}, supported until ${end.lastDay}`);
  const ends = end.state === 'ended' ? 'support ended' : 'support ends';
  return warn(
    `${finding}: ${ends} on ${end.lastDay}, and with it security patches and new clusters`,
    newer.length === 0
      ? 'AKS offers no newer version here yet'
      : `raise cluster.kubernetesVersion by one minor version at a time, to ${newer.join(', ')}`,
  );
}
