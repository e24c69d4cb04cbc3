/** vCPUs of nodes that count against the same quotas. */
export interface Nodes {
  /** The VM family, as quotas name it. */
  readonly family: string;
  readonly cores: number;
  readonly spot: boolean;
}

/** A quota of a region. */
export interface Usage {
  readonly id: string;
  readonly title: string;
  readonly currentValue: number;
  readonly limit: number;
}

export interface NeededQuota {
  readonly title: string;
  /** vCPUs. */
  readonly needed: number;
  /** vCPUs that are free, or that the deployment uses already. */
  readonly free: number;
  readonly limit: number;
}

/** The quotas of a region for all VMs except spot VMs, and for spot VMs (learn.microsoft.com/azure/virtual-machines/quotas). */
const REGION = 'cores';
const SPOT = 'lowPriorityCores';

/** The quotas that nodes count against, and how much of each the deployment may use. */
export function neededQuotas(wanted: readonly Nodes[], own: readonly Nodes[], usages: readonly Usage[]): readonly NeededQuota[] {
  const needed = byQuota(wanted);
  const owned = byQuota(own);
  return [...needed].map(([id, cores]) => {
    const usage = usages.find((each) => each.id.toLowerCase() === id);
    if (usage === undefined) throw new Error(`Azure lists no quota "${id}" in the region`);
    const { title, limit, currentValue } = usage;
    return { title, limit, needed: cores, free: Math.max(0, limit - currentValue + (owned.get(id) ?? 0)) };
  });
}

function byQuota(nodes: readonly Nodes[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { family, cores, spot } of nodes) {
    // Spot VMs count only against the quota for spot VMs, whatever their family.
    for (const id of spot ? [SPOT] : [REGION, family]) sums.set(id.toLowerCase(), (sums.get(id.toLowerCase()) ?? 0) + cores);
  }
  return sums;
}
