/** What the name of an Azure VM size tells (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions). */
interface VmName {
  readonly family: string;
  /** The number behind the family: of vCPUs in newer families, else a rank. */
  readonly number: number;
  /** vCPUs that a size is reduced to, as in Standard_E4-2ds_v5. */
  readonly reducedTo: number | undefined;
  /** Small letters behind the number, each one a feature. */
  readonly features: string;
}

function partsOf(size: string): VmName | undefined {
  const parts = /^(?:standard|basic)_([a-z]+)(\d+)(?:-(\d+))?([a-z]*)(?:-(\d+))?/i.exec(size);
  if (parts === null) return undefined;
  const [, family = '', number, before, features = '', behind] = parts;
  const reduced = before ?? behind;
  return {
    family: family.toUpperCase(),
    number: Number(number),
    reducedTo: reduced === undefined ? undefined : Number(reduced),
    features: features.toLowerCase(),
  };
}

/** Whether VMs of a size have ARM processors: a "p" among the features. */
export const isArm = (size: string): boolean => partsOf(size)?.features.includes('p') ?? false;

/** Whether a size has a single vCPU. Sizes of the families G and GS count from 2 vCPUs on. */
export function hasOneCore(size: string): boolean {
  const parts = partsOf(size);
  if (parts === undefined) return false;
  return parts.reducedTo === 1 || (parts.number <= 1 && !parts.family.startsWith('G'));
}

/** Whether Azure has no spot VMs of a size: those of the B family and promotions (learn.microsoft.com/azure/virtual-machines/spot-vms). */
export const hasNoSpot = (size: string): boolean => partsOf(size)?.family === 'B' || /_promo$/i.test(size);
