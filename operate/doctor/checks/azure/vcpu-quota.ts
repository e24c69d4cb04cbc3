import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import type { OwnNodes } from '../../facts/azure/own-nodes';
import { type Nodes, neededQuotas, type Usage } from '../../facts/azure/quota';
import { coresOf, nodePoolsOf, skuOf, type VmSku } from '../../facts/azure/vm-skus';
import { fail, NOT_OURS, pass, skip } from '../../outcome';

const count = z.coerce.number();
const usages = z.array(z.object({ currentValue: count, limit: count, name: z.object({ value: z.string(), localizedValue: z.string() }) }));

export const vcpuQuota: Check<Pick<AzureContext, 'azure' | 'config' | 'vmSkus' | 'ownNodes'>> = {
  id: 'vcpu-quota',
  title: 'Quota of vCPUs',
  run: async ({ azure, config, vmSkus, ownNodes }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    const { location } = config;
    const [skus, own, usage] = await Promise.all([vmSkus(), ownNodes(), azure.az(['vm', 'list-usage', '--location', location], usages)]);
    const wanted = nodePoolsOf(config).map(({ options: { vmSize, maxNodes, spot } }) =>
      nodesOf(skus, { size: vmSize, nodes: maxNodes, spot }),
    );
    const quotas = neededQuotas(
      wanted,
      owned(skus, own ?? []),
      usage.map(({ name, ...rest }): Usage => ({ ...rest, id: name.value, title: name.localizedValue })),
    );
    const described = quotas.map(({ title, needed, free, limit }) => `${title}: ${needed} needed, ${free} of ${limit} free`);
    const short = quotas.filter(({ needed, free }) => needed > free);
    if (short.length === 0) return pass(described.join('; '));
    return fail(
      short
        .map(({ title, needed, free, limit }) => `${title} in ${location}: ${needed} needed for the most nodes, ${free} of ${limit} free`)
        .join('; '),
      `ask for more in https://portal.azure.com, Quotas, Compute, or lower maxNodes; az vm list-usage --location ${location} --output table shows the quotas`,
    );
  },
};

interface NodeGroup {
  readonly size: string;
  readonly nodes: number;
  readonly spot: boolean;
}

function nodesOf(skus: readonly VmSku[], { size, nodes, spot }: NodeGroup): Nodes {
  const sku = skuOf(skus, size);
  return { family: sku.family, cores: nodes * coresOf(sku), spot };
}

/** The nodes that the deployment has. Those of a size that is no longer in the config count as nodes of another deployment. */
const owned = (skus: readonly VmSku[], own: OwnNodes): readonly Nodes[] =>
  own
    .filter(({ size }) => skus.some(({ name }) => name === size))
    .map(({ size, count: nodes, spot }) => nodesOf(skus, { size, nodes, spot }));
