import { capability, quantity, type VmSku } from './vm-skus';

/** A disk of the machine that a VM runs on, which can hold its OS. */
export interface LocalDisk {
  readonly what: string;
  readonly gib: number;
}

/** Names of the capabilities that tell the sizes, and units in a GiB. MaxResourceVolumeMB is in MiB in spite of its name. */
const DISKS = [
  { placement: 'CacheDisk', what: 'cache', capability: 'CachedDiskBytes', inGib: 1024 ** 3 },
  { placement: 'ResourceDisk', what: 'temporary disk', capability: 'MaxResourceVolumeMB', inGib: 1024 },
  { placement: 'NvmeDisk', what: 'NVMe disk', capability: 'NvmeDiskSizeInMiB', inGib: 1024 },
] as const;

/**
 * Where an ephemeral OS disk can be on a VM size, the largest first; empty when Azure does not say. Source:
 * learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks; sizes that name no placement can't use NVMe for it.
 */
export function localDisks(vm: VmSku): readonly LocalDisk[] {
  const placements = capability(vm, 'SupportedEphemeralOSDiskPlacements')?.split(',') ?? ['CacheDisk', 'ResourceDisk'];
  return DISKS.flatMap(({ placement, what, capability: name, inGib }) => {
    const gib = Math.floor((quantity(vm, name) ?? 0) / inGib);
    return gib > 0 && placements.some((one) => one.trim() === placement) ? [{ what, gib }] : [];
  }).sort((a, b) => b.gib - a.gib);
}
