/** Cores of nodes that count against the same quotas. */
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
  /** Cores. */
  readonly needed: number;
  /** Cores that are free, or the deployment's own already. */
  readonly free: number;
  readonly limit: number;
}

/** Of all VMs of a region that are not spot VMs, and of all that are (learn.microsoft.com/azure/virtual-machines/quotas). */
const REGION = 'cores';
const SPOT = 'lowPriorityCores';

/** The quotas that nodes count against, with what the deployment may use of each. */
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
    // Spot VMs count against one quota of their own, whatever their family.
    for (const id of spot ? [SPOT] : [REGION, family]) sums.set(id.toLowerCase(), (sums.get(id.toLowerCase()) ?? 0) + cores);
  }
  return sums;
}
