import type { Config } from '../../config/types';
import type { PriceTable } from './price-table';

/** Hours of an average month, with which Azure's own calculator counts. */
export const HOURS_A_MONTH = 730;

/** One thing that is paid for although no job runs. */
export interface IdleItem {
  readonly what: string;
  /** In a month; undefined when the table has no price for it. */
  readonly month: number | undefined;
}

type Platform = Pick<Config, 'cluster' | 'registry'>;

/** What is paid for in a month without jobs. What is free of charge is not listed. */
export function idleItems({ cluster, registry }: Platform, prices: PriceTable): readonly IdleItem[] {
  const { nodePool, agentNodePool, skuTier } = cluster;
  const hourly = (what: string, price: number | undefined, count = 1): IdleItem => ({
    what,
    month: price === undefined ? undefined : price * HOURS_A_MONTH * count,
  });
  const nodes = ({ vmSize, minNodes, spot }: typeof nodePool | NonNullable<typeof agentNodePool>): readonly IdleItem[] =>
    minNodes === 0 ? [] : [hourly(`${minNodes} ${vmSize}${spot ? ' (spot)' : ''}`, vmHour(prices, vmSize, spot), minNodes)];
  const registryDay = prices.registryDay[registry.sku];
  return [
    ...nodes(nodePool),
    ...(agentNodePool === undefined ? [] : nodes(agentNodePool)),
    ...disks(cluster),
    ...(skuTier === 'Free' ? [] : [hourly(`AKS tier ${skuTier}`, prices.tierHour[skuTier])]),
    hourly('load balancer', prices.loadBalancerHour),
    hourly('public IP address', prices.publicIpHour),
    { what: `registry ${registry.sku}`, month: registryDay === undefined ? undefined : (registryDay * HOURS_A_MONTH) / 24 },
  ];
}

/** A VM for an hour: a spot VM has a price of its own or none that is known. */
export function vmHour(prices: PriceTable, size: string, spot: boolean): number | undefined {
  return (spot ? prices.spotVmHour : prices.vmHour)[size];
}

/** Managed OS disks are billed by tiers that depend on the VM size; the table has no price for them. */
function disks({ nodePool, agentNodePool }: Config['cluster']): readonly IdleItem[] {
  const always = [nodePool, ...(agentNodePool === undefined ? [] : [agentNodePool])].filter(
    ({ minNodes, osDiskType }) => minNodes > 0 && osDiskType === 'Managed',
  );
  return always.map(({ osDiskSizeGb }) => ({ what: `managed OS disk of ${osDiskSizeGb} GiB`, month: undefined }));
}
