import { AKS_MINIMUM } from '../../../../config/azure/aks-minimum';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { coresOf, quantity, withSkus } from '../../facts/azure/vm-skus';
import { fail, NOT_OURS, pass, skip } from '../../outcome';

export const vmSizeForAks: Check<Pick<AzureContext, 'config' | 'vmSkus'>> = {
  id: 'vm-size-for-aks',
  title: 'VM sizes for AKS',
  run: async ({ config, vmSkus }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    const pools = withSkus(config, await vmSkus()).map(({ path, sku }) => ({
      path,
      which: `${path}.vmSize ${sku.name}`,
      // Some sizes offer fewer vCPUs than their hardware has, because of licences.
      cores: quantity(sku, 'vCPUsAvailable') ?? coresOf(sku),
      gib: quantity(sku, 'MemoryGB'),
    }));
    const findings = pools.flatMap(({ path, which, cores, gib }) => {
      if (cores < AKS_MINIMUM.cores) return [`${which} has ${cores} vCPUs, and AKS requires ${AKS_MINIMUM.cores}`];
      const isTooSmall = path === 'cluster.nodePool' && gib !== undefined && gib < AKS_MINIMUM.systemGib;
      return isTooSmall ? [`${which} has ${gib} GiB of memory, and AKS requires ${AKS_MINIMUM.systemGib} where its own pods run`] : [];
    });
    if (findings.length > 0) return fail(findings.join('; '), 'choose a larger size');
    return pass(pools.map(({ which, cores, gib }) => `${which}: ${cores} vCPUs${gib === undefined ? '' : `, ${gib} GiB`}`).join('; '));
  },
};
