/** Prices in one region. Unknown ones are left out. */
export interface PriceTable {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Day of the newest VM price, like 2026-06-18. */
  readonly date: string;
  /** A Linux VM for an hour, by size. */
  readonly vmHour: Readonly<Record<string, number>>;
  /** A Linux spot VM for an hour, by size. These prices change with demand. */
  readonly spotVmHour: Readonly<Record<string, number>>;
  /** A cluster for an hour, by AKS tier. */
  readonly tierHour: Readonly<Record<string, number>>;
  /** A registry for a day, by SKU. */
  readonly registryDay: Readonly<Record<string, number>>;
  /** A Standard load balancer with up to five rules for an hour. */
  readonly loadBalancerHour?: number | undefined;
  /** A static public IPv4 address for an hour. */
  readonly publicIpHour?: number | undefined;
}
