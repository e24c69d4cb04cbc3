/** The hardware of a node of one Azure VM size. */
export interface VmSize {
  readonly cpus: number;
  readonly memoryGiB: number;
  /** It is known to have no local disk, so its OS disk can't be ephemeral. */
  readonly diskless: boolean;
}

/** Sizes whose memory does not follow from their name. Compare with: az vm list-sizes --location <location>. */
const NAMED: Readonly<Record<string, VmSize>> = {
  Standard_A2: { cpus: 2, memoryGiB: 3.5, diskless: false },
  Standard_B2ats_v2: { cpus: 2, memoryGiB: 1, diskless: true },
  Standard_B2pts_v2: { cpus: 2, memoryGiB: 1, diskless: true },
  Standard_B2ts_v2: { cpus: 2, memoryGiB: 1, diskless: true },
  Standard_B2s: { cpus: 2, memoryGiB: 4, diskless: true },
  Standard_B2ms: { cpus: 2, memoryGiB: 8, diskless: true },
  Standard_B4ms: { cpus: 4, memoryGiB: 16, diskless: true },
  Standard_B8ms: { cpus: 8, memoryGiB: 32, diskless: true },
  Standard_B2ls_v2: { cpus: 2, memoryGiB: 4, diskless: true },
  Standard_B2s_v2: { cpus: 2, memoryGiB: 8, diskless: true },
  Standard_B4ls_v2: { cpus: 4, memoryGiB: 8, diskless: true },
  Standard_B4s_v2: { cpus: 4, memoryGiB: 16, diskless: true },
  Standard_D2_v2: { cpus: 2, memoryGiB: 7, diskless: false },
  Standard_D3_v2: { cpus: 4, memoryGiB: 14, diskless: false },
  Standard_DS2_v2: { cpus: 2, memoryGiB: 7, diskless: false },
  Standard_DS3_v2: { cpus: 4, memoryGiB: 14, diskless: false },
  Standard_DS4_v2: { cpus: 8, memoryGiB: 28, diskless: false },
};

/** GiB of memory for each core of a family, and the most cores for which this holds. */
const FAMILIES = [
  { pattern: /^Standard_D(\d+)l?[a-z]*_v[3-6]$/, perCore: 4, lowPerCore: 2, largest: 64 },
  { pattern: /^Standard_E(\d+)[a-z]*_v[3-6]$/, perCore: 8, lowPerCore: 8, largest: 32 },
  { pattern: /^Standard_F(\d+)s_v2$/, perCore: 2, lowPerCore: 2, largest: 72 },
] as const;

/** The hardware of a VM size; undefined for the many sizes that these tables do not cover. */
export function vmSize(name: string): VmSize | undefined {
  const named = NAMED[name];
  if (named !== undefined) return named;
  const features = /^Standard_[A-Z]\d+([a-z]*)_/.exec(name)?.[1] ?? '';
  for (const family of FAMILIES) {
    const cpus = Number(family.pattern.exec(name)?.[1]);
    if (!(cpus >= 2 && cpus <= family.largest)) continue;
    const memoryGiB = cpus * (features.includes('l') ? family.lowPerCore : family.perCore);
    return { cpus, memoryGiB, diskless: /_v[4-6]$/.test(name) && !features.includes('d') };
  }
  return undefined;
}

/** The CPU of a node that AKS reserves for itself, in thousandths of a core, by number of cores. */
const RESERVED_CPU: readonly (readonly [cpus: number, millis: number])[] = [
  [64, 740],
  [32, 420],
  [16, 260],
  [8, 180],
  [4, 140],
  [2, 100],
  [1, 60],
];

const MIB = 1024 ** 2;

/**
 * The most that one pod can request on an empty node: the hardware minus what AKS reserves for the kubelet.
 * Source: learn.microsoft.com/azure/aks/node-resource-reservations, AKS 1.29 and later (memory: the smaller of 20 MiB a pod plus 50 MiB
 * and a quarter of the node, and 100 MiB more for eviction).
 */
export function allocatable(size: VmSize, maxPods: number): { readonly cpuMillis: number; readonly memoryBytes: number } {
  const reservedCpu = RESERVED_CPU.find(([cpus]) => size.cpus >= cpus)?.[1] ?? 0;
  const total = size.memoryGiB * 1024 * MIB;
  const reservedMemory = Math.min((20 * maxPods + 50) * MIB, total / 4) + 100 * MIB;
  return { cpuMillis: size.cpus * 1000 - reservedCpu, memoryBytes: total - reservedMemory };
}

/** The most pods on a node. It is enough for agents, and AKS reserves less memory for it than for its default of 250. */
export const MAX_PODS_PER_NODE = 110;
