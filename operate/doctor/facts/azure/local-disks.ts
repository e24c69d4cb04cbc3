import { capability, quantity, type VmSku } from './vm-skus';

/** A disk of the VM's host that can hold the OS disk of the VM. */
export interface LocalDisk {
  readonly what: string;
  readonly gib: number;
}

/** The capabilities that state their sizes, and how many of their units make a GiB. MaxResourceVolumeMB is in MiB, despite its name. */
const DISKS = [
  { placement: 'CacheDisk', what: 'cache', capability: 'CachedDiskBytes', inGib: 1024 ** 3 },
  { placement: 'ResourceDisk', what: 'temporary disk', capability: 'MaxResourceVolumeMB', inGib: 1024 },
  { placement: 'NvmeDisk', what: 'NVMe disk', capability: 'NvmeDiskSizeInMiB', inGib: 1024 },
] as const;

/**
 * The disks that can hold an ephemeral OS disk on a VM size, largest first; empty if Azure does not state them. Sizes that name
 * no placement can't use NVMe disks for it (learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks).
 */
export function localDisks(vm: VmSku): readonly LocalDisk[] {
  const placements = capability(vm, 'SupportedEphemeralOSDiskPlacements')?.split(',') ?? ['CacheDisk', 'ResourceDisk'];
  return DISKS.flatMap(({ placement, what, capability: name, inGib }) => {
    const gib = Math.floor((quantity(vm, name) ?? 0) / inGib);
    return gib > 0 && placements.some((one) => one.trim() === placement) ? [{ what, gib }] : [];
  }).sort((a, b) => b.gib - a.gib);
}
