import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { coresOf, quantity, withSkus } from '../../facts/vm-skus';
import { fail, pass } from '../../outcome';

/** What AKS asks of every node, and of those that run its own pods (learn.microsoft.com/azure/aks/quotas-skus-regions and use-system-pools). */
const LEAST = { cores: 2, systemGib: 4 } as const;

export const vmSizeForAks: Check<Pick<DoctorContext, 'config' | 'vmSkus'>> = {
  id: 'vm-size-for-aks',
  title: 'The VM sizes are large enough for AKS',
  phase: 'before',
  run: async ({ config, vmSkus }) => {
    const pools = withSkus(config, await vmSkus()).map(({ path, sku }) => ({
      path,
      which: `${path}.vmSize ${sku.name}`,
      // Some sizes have fewer vCPUs than their hardware, for licences.
      cores: quantity(sku, 'vCPUsAvailable') ?? coresOf(sku),
      gib: quantity(sku, 'MemoryGB'),
    }));
    const faults = pools.flatMap(({ path, which, cores, gib }) => {
      if (cores < LEAST.cores) return [`${which} has ${cores} vCPUs, and AKS asks for ${LEAST.cores}`];
      const isTooSmall = path === 'cluster.nodePool' && gib !== undefined && gib < LEAST.systemGib;
      return isTooSmall ? [`${which} has ${gib} GiB of memory, and AKS asks for ${LEAST.systemGib} where its own pods run`] : [];
    });
    if (faults.length > 0) return fail(faults.join('; '), 'choose a larger size');
    return pass(pools.map(({ which, cores, gib }) => `${which}: ${cores} vCPUs${gib === undefined ? '' : `, ${gib} GiB`}`).join('; '));
  },
};
