import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { localDisks } from '../../facts/azure/local-disks';
import { capability, withSkus } from '../../facts/azure/vm-skus';
import { fail, NOT_OURS, pass, skip } from '../../outcome';

type NodePool = ReturnType<typeof withSkus>[number];

/** AKS refuses a node pool whose ephemeral OS disk is larger than the local disk (learn.microsoft.com/azure/aks/concepts-storage). */
export const osDisks: Check<Pick<AzureContext, 'config' | 'vmSkus'>> = {
  id: 'os-disks',
  title: 'Ephemeral OS disks',
  run: async ({ config, vmSkus }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    // The check "vm-sizes" reports sizes that can't hold one at all.
    const pools = withSkus(config, await vmSkus()).filter(
      ({ options, sku }) => options.osDiskType === 'Ephemeral' && capability(sku, 'EphemeralOSDiskSupported') !== 'False',
    );
    if (pools.length === 0) return pass('no node pool has an ephemeral OS disk');
    const tooLarge = pools.filter(({ options, sku }) => options.osDiskSizeGb > (localDisks(sku)[0]?.gib ?? Number.POSITIVE_INFINITY));
    if (tooLarge.length === 0) return pass(pools.map(described).join('; '));
    return fail(
      tooLarge.map(described).join('; '),
      `lower osDiskSizeGb to ${tooLarge.map(({ path, sku }) => `${localDisks(sku)[0]?.gib} in ${path}`).join(' and ')} or less, choose a larger size, or set osDiskType to Managed`,
    );
  },
};

function described({ path, options: { vmSize, osDiskSizeGb }, sku }: NodePool): string {
  const disks = localDisks(sku).map(({ what, gib }) => `a ${what} of ${gib} GiB`);
  return `${path}.osDiskSizeGb ${osDiskSizeGb} on ${vmSize}, which has ${disks.join(' and ') || 'local disks of a size that Azure does not state'}`;
}
