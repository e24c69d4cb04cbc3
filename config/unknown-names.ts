import { KNOWN_REGIONS } from './known-regions';
import { KNOWN_VM_SIZES, mayBeVmSize } from './known-vm-sizes';
import { nearestName } from './nearest-name';
import type { Config } from './types';

/** A name of Azure's that this program does not know: a typo, or something new. */
export interface UnknownName {
  /** Where in the config. */
  readonly path: string;
  readonly name: string;
  readonly what: 'an Azure region' | 'an Azure VM size';
  /** The known name that is most like it. */
  readonly nearest: string | undefined;
  /** The command that lists the names that Azure knows. */
  readonly list: string;
}

/** Regions of other clouds, which are not listed here. */
const OTHER_CLOUD = /^(?:usgov|usdod|ussec|usnat|china)/;

/** The region and the VM sizes of a config that are not known here. */
export function unknownNames({ location, cluster }: Pick<Config, 'location' | 'cluster'>): readonly UnknownName[] {
  const sizes = [
    ['cluster.nodePool.vmSize', cluster.nodePool.vmSize],
    ['cluster.agentNodePool.vmSize', cluster.agentNodePool?.vmSize],
  ] as const;
  return [
    ...(KNOWN_REGIONS.includes(location) || OTHER_CLOUD.test(location) ? [] : [unknownRegion(location)]),
    ...sizes.flatMap(([path, name]) => (name === undefined || mayBeVmSize(name) ? [] : [unknownSize(path, name, location)])),
  ];
}

const unknownRegion = (name: string): UnknownName => ({
  path: 'location',
  name,
  what: 'an Azure region',
  nearest: nearestName(name, KNOWN_REGIONS),
  list: 'az account list-locations --query "[].name"',
});

function unknownSize(path: string, name: string, location: string): UnknownName {
  // All begin alike, which makes any two look close.
  const nearest = nearestName(
    name.replace(PREFIX, ''),
    [...KNOWN_VM_SIZES].map((size) => size.replace(PREFIX, '')),
  );
  const list = `az vm list-sizes --location ${location}`;
  return { path, name, what: 'an Azure VM size', nearest: nearest && `Standard_${nearest}`, list };
}

const PREFIX = /^Standard_/;
