import * as z from 'zod/mini';
import { ownNodePools } from '../../../../config/own-node-pools';
import type { Config } from '../../../../config/types';
import { once } from '../../once';
import { Unmet } from '../../outcome';
import type { Azure } from './azure';

const texts = z._default(z.nullish(z.array(z.string())), []);
const sku = z.object({
  name: z.string(),
  /** Name of its quota. */
  family: z.string(),
  locationInfo: z.array(z.object({ zones: texts })),
  capabilities: z.array(z.object({ name: z.string(), value: z.string() })),
  restrictions: z.array(
    z.object({
      /** "Location" or "Zone". */
      type: z.string(),
      reasonCode: z.nullish(z.string()),
      restrictionInfo: z.nullish(z.object({ zones: texts })),
    }),
  ),
});
/** A VM size in a region, as it is offered to the subscription (learn.microsoft.com/rest/api/compute/resource-skus/list). */
export type VmSku = z.output<typeof sku>;

/** The node pools of a config. Those of a cluster that exists are not in it. */
export function nodePoolsOf(config: Pick<Config, 'cluster'>) {
  const { nodePool, agentNodePool } = ownNodePools(config);
  return [
    ...(nodePool === undefined ? [] : [{ path: 'cluster.nodePool', options: { ...nodePool, spot: false } }]),
    ...(agentNodePool === undefined ? [] : [{ path: 'cluster.agentNodePool', options: agentNodePool }]),
  ];
}

/** The VM sizes of the config that the region offers. The answer has all sizes of the region; the Azure CLI selects from it. */
export function vmSkus(azure: Pick<Azure, 'get'>, config: Pick<Config, 'cluster' | 'location'>): () => Promise<readonly VmSku[]> {
  const names = [...new Set(nodePoolsOf(config).map(({ options }) => options.vmSize))];
  const query = `value[?resourceType=='virtualMachines' && (${names.map((name) => `name=='${name}'`).join(' || ')})]`;
  return once(() =>
    azure.get(
      { path: '/providers/Microsoft.Compute/skus', version: '2021-07-01', filter: `location eq '${config.location}'`, query },
      z.array(sku),
    ),
  );
}

/** A capability of a VM size. The case of their names varies. */
export const capability = ({ capabilities }: VmSku, wanted: string): string | undefined =>
  capabilities.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value;

/** A capability that is a number; undefined if Azure does not state it. */
export function quantity(vm: VmSku, wanted: string): number | undefined {
  const value = Number(capability(vm, wanted) ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

/** The VM size of this name. @throws Unmet if the region does not offer it */
export function skuOf(skus: readonly VmSku[], size: string): VmSku {
  const sku = skus.find(({ name }) => name === size);
  if (sku === undefined) throw new Unmet(`${size} is not offered, see the check "vm-sizes"`);
  return sku;
}

/** The node pools of a config, each with its VM size. @throws Unmet if one is not offered */
export const withSkus = (config: Pick<Config, 'cluster'>, skus: readonly VmSku[]) =>
  nodePoolsOf(config).map((pool) => ({ ...pool, sku: skuOf(skus, pool.options.vmSize) }));

/** vCPUs of a VM size. @throws Error if Azure does not state them */
export function coresOf(vm: VmSku): number {
  const cores = quantity(vm, 'vCPUs');
  if (cores !== undefined && cores > 0) return cores;
  throw new Error(`Azure does not say how many vCPUs ${vm.name} has`);
}
