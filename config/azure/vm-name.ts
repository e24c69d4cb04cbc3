/** The parts of the name of an Azure VM size (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions). */
interface VmName {
  readonly family: string;
  /** The number after the family: the vCPUs in newer families, otherwise a rank. */
  readonly number: number;
  /** The vCPUs of a size with fewer than its number says, as in Standard_E4-2ds_v5. */
  readonly reducedTo: number | undefined;
  /** The lower-case letters after the number; each is a feature. */
  readonly features: string;
}

function parseVmName(size: string): VmName | undefined {
  const parts = /^(?:standard|basic)_([a-z]+)(\d+)(?:-(\d+))?([a-z]*)(?:-(\d+))?/i.exec(size);
  if (parts === null) return undefined;
  const [, family = '', number, beforeFeatures, features = '', afterFeatures] = parts;
  const reduced = beforeFeatures ?? afterFeatures;
  return {
    family: family.toUpperCase(),
    number: Number(number),
    reducedTo: reduced === undefined ? undefined : Number(reduced),
    features: features.toLowerCase(),
  };
}

/** Whether VMs of a size have ARM processors: "p" is one of the features. */
export const isArm = (size: string): boolean => parseVmName(size)?.features.includes('p') ?? false;

/** Whether a size has a single vCPU. In the families G and GS, the number 1 stands for 2 vCPUs. */
export function hasOneCore(size: string): boolean {
  const parts = parseVmName(size);
  if (parts === undefined) return false;
  return parts.reducedTo === 1 || (parts.number <= 1 && !parts.family.startsWith('G'));
}

/** Whether Azure has no spot VMs of a size: the B family and promotional sizes have none (learn.microsoft.com/azure/virtual-machines/spot-vms). */
export const hasNoSpot = (size: string): boolean => parseVmName(size)?.family === 'B' || /_promo$/i.test(size);
