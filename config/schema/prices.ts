import * as z from 'zod';
import { field, text, vmSizeName } from './field';

const price = () =>
  field(z.number().min(0).max(10_000), { rule: 'a price from 0 to 10000', remedy: 'write a number in the currency of `prices.currency`' });
const vmPrices = () => z.record(vmSizeName(), price());

export const prices = z.strictObject({
  /** Currency of all prices here. @default 'USD' */
  currency: text(/^[A-Z]{3}$/, { rule: 'a currency by its three letters, like EUR', remedy: 'write the ISO 4217 code' }).default('USD'),
  /** Day of the prices. */
  date: text(/^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, { rule: 'a day, like 2026-11-01', remedy: 'write year, month and day' }),
  /** Price of a Linux VM for an hour, by size. */
  vmHour: vmPrices(),
  /** Price of a Linux spot VM for an hour, by size. @default {} */
  spotVmHour: vmPrices().default({}),
  /** Price of a cluster for an hour, by tier. @default {} (none is counted) */
  tierHour: z
    .record(
      text(/^(?:Free|Standard|Premium)$/, { rule: 'one of Free, Standard, Premium', remedy: 'write it as in cluster.skuTier' }),
      price(),
    )
    .default({}),
  /** Price of a registry for a day, by SKU. @default {} (none is counted) */
  registryDay: z
    .record(
      text(/^(?:Basic|Standard|Premium)$/, { rule: 'one of Basic, Standard, Premium', remedy: 'write it as in registry.sku' }),
      price(),
    )
    .default({}),
  /** Price of a Standard load balancer with up to five rules for an hour. @default - not counted */
  loadBalancerHour: price().optional(),
  /** Price of a static public IPv4 address for an hour. @default - not counted */
  publicIpHour: price().optional(),
});
