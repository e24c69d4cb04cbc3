import type { Config, CreatedCluster } from '../../config/types';
import type { PriceTable } from './price-table';

/** The hours of an average month, as in Azure's pricing calculator. */
export const HOURS_A_MONTH = 730;

/** Something that costs money while no job runs. */
export interface IdleItem {
  readonly what: string;
  /** The price for a month; undefined if the table has none. */
  readonly month: number | undefined;
}

type Platform = Pick<Config, 'cluster' | 'registry'>;

/** Everything that costs money in a month without jobs. A cluster or a registry that exists costs no more than before. */
export const idleItems = ({ cluster, registry }: Platform, prices: PriceTable): readonly IdleItem[] => [
  ...(cluster.kind === 'create' ? clusterItems(cluster, prices) : []),
  ...(registry.kind === 'create' ? [registryItem(registry.sku, prices)] : []),
];

function clusterItems(cluster: CreatedCluster, prices: PriceTable): readonly IdleItem[] {
  const { nodePool, agentNodePool, skuTier } = cluster;
  const hourly = (what: string, price: number | undefined, count = 1): IdleItem => ({
    what,
    month: price === undefined ? undefined : price * HOURS_A_MONTH * count,
  });
  const nodes = ({ vmSize, minNodes, spot }: typeof nodePool | NonNullable<typeof agentNodePool>): readonly IdleItem[] =>
    minNodes === 0 ? [] : [hourly(`${minNodes} ${vmSize}${spot ? ' (spot)' : ''}`, vmHour(prices, { vmSize, spot }), minNodes)];
  return [
    ...nodes(nodePool),
    ...(agentNodePool === undefined ? [] : nodes(agentNodePool)),
    ...disks(cluster),
    ...(skuTier === 'Free' ? [] : [hourly(`AKS tier ${skuTier}`, prices.tierHour[skuTier])]),
    hourly('load balancer', prices.loadBalancerHour),
    hourly('public IP address', prices.publicIpHour),
  ];
}

function registryItem(sku: string, prices: PriceTable): IdleItem {
  const day = prices.registryDay[sku];
  return { what: `registry ${sku}`, month: day === undefined ? undefined : (day * HOURS_A_MONTH) / 24 };
}

/** A kind of VM that has a price. */
interface PricedVm {
  readonly vmSize: string;
  readonly spot: boolean;
}

/** The price of a VM for an hour. For a spot VM, only the price of a spot VM counts. */
export function vmHour(prices: PriceTable, { vmSize, spot }: PricedVm): number | undefined {
  return (spot ? prices.spotVmHour : prices.vmHour)[vmSize];
}

/** Managed OS disks. Their tiers depend on the VM size, and the table has no price for them. */
function disks({ nodePool, agentNodePool }: CreatedCluster): readonly IdleItem[] {
  const always = [nodePool, ...(agentNodePool === undefined ? [] : [agentNodePool])].filter(
    ({ minNodes, osDiskType }) => minNodes > 0 && osDiskType === 'Managed',
  );
  return always.map(({ osDiskSizeGb }) => ({ what: `managed OS disk of ${osDiskSizeGb} GiB`, month: undefined }));
}
