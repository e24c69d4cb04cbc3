import { ownNodePools } from '../own-node-pools';
import { nearestName } from '../text/nearest-name';
import type { Config } from '../types';
import { KNOWN_REGIONS } from './known-regions';
import { KNOWN_VM_SIZES, mayBeVmSize } from './known-vm-sizes';

/** A name that this project does not know: a typo, or something new in Azure. */
export interface UnknownName {
  /** Where in the config. */
  readonly path: string;
  readonly name: string;
  readonly what: 'an Azure region' | 'an Azure VM size';
  /** The most similar known name. */
  readonly nearest: string | undefined;
  /** The command that lists the names in Azure. */
  readonly list: string;
}

/** Regions of other Azure clouds, which KNOWN_REGIONS does not list. */
const OTHER_CLOUD = /^(?:usgov|usdod|ussec|usnat|china)/;

/** The region and the VM sizes of a config that this project does not know. */
export function unknownNames({ location, cluster }: Pick<Config, 'location' | 'cluster'>): readonly UnknownName[] {
  const { nodePool, agentNodePool } = ownNodePools({ cluster });
  const sizes = [
    ['cluster.nodePool.vmSize', nodePool?.vmSize],
    ['cluster.agentNodePool.vmSize', agentNodePool?.vmSize],
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
  // Compared without the prefix: all names start with it, so any two would look similar.
  const nearest = nearestName(
    name.replace(PREFIX, ''),
    [...KNOWN_VM_SIZES].map((size) => size.replace(PREFIX, '')),
  );
  const list = `az vm list-sizes --location ${location}`;
  return { path, name, what: 'an Azure VM size', nearest: nearest && `Standard_${nearest}`, list };
}

const PREFIX = /^Standard_/;
