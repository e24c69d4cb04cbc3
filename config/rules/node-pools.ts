import { AKS_MINIMUM } from '../azure/aks-minimum';
import { hasNoSpot, hasOneCore, isArm } from '../azure/vm-name';
import { vmSize } from '../azure/vm-size';
import { ownCluster } from '../own-node-pools';
import { below, type Problem } from '../problems/problem';
import type { PartialConfig } from '../types';
import type { Rule } from './rule';

type PartialNodePool = { readonly [Key in 'vmSize' | 'osDiskType']?: string | undefined } & {
  readonly [Key in 'minNodes' | 'maxNodes']?: number | undefined;
} & { readonly spot?: boolean | undefined };

type OptionProblem = Omit<Problem, 'path'> & { readonly option: keyof PartialNodePool };

/** Rules for the options of a single node pool. */
export const nodePoolRule: Rule = (config: PartialConfig) => {
  const built = builtImages(config);
  const problemsAt = (path: string, found: readonly (OptionProblem | undefined)[]): readonly Problem[] =>
    found.flatMap((one) =>
      one === undefined ? [] : [{ path: below(path, one.option), rule: one.rule, value: one.value, remedy: one.remedy }],
    );
  const { nodePool = {}, agentNodePool = {} } = ownCluster(config) ?? {};
  return [
    ...problemsAt('cluster.nodePool', [...common(nodePool, built), tooSmallForSystem(nodePool)]),
    ...problemsAt('cluster.agentNodePool', common(agentNodePool, built)),
  ];
};

/** The images of a config that this project builds. An invalid list of entries may have some. */
function builtImages({ image, runnerImage, agentPools, runnerPools }: PartialConfig): readonly ('image' | 'runnerImage')[] {
  return [
    ...(image?.kind === 'build' && agentPools?.length !== 0 ? (['image'] as const) : []),
    ...(runnerImage?.kind === 'build' && runnerPools?.length !== 0 ? (['runnerImage'] as const) : []),
  ];
}

const common = (pool: PartialNodePool, built: ReturnType<typeof builtImages>) => [
  nodeRange(pool),
  ephemeralDisk(pool),
  tooFewCores(pool),
  otherProcessor(pool, built),
  spotSize(pool),
];

function nodeRange({ minNodes, maxNodes }: PartialNodePool): OptionProblem | undefined {
  if (minNodes === undefined || maxNodes === undefined || minNodes <= maxNodes) return undefined;
  return { option: 'minNodes', rule: `must not be above maxNodes (${maxNodes})`, value: minNodes, remedy: 'lower it, or raise maxNodes' };
}

function ephemeralDisk({ vmSize: size, osDiskType }: PartialNodePool): OptionProblem | undefined {
  if (osDiskType !== 'Ephemeral' || size === undefined || !vmSize(size)?.diskless) return undefined;
  const rule = `can't be Ephemeral on ${size}, which has no local disk`;
  return { option: 'osDiskType', rule, value: osDiskType, remedy: 'use Managed, or a size with a "d" in its name' };
}

function tooFewCores({ vmSize: size }: PartialNodePool): OptionProblem | undefined {
  if (size === undefined || !hasOneCore(size)) return undefined;
  return {
    option: 'vmSize',
    rule: `must have at least ${AKS_MINIMUM.cores} vCPUs, which AKS requires of every node`,
    value: size,
    remedy: 'choose a larger size',
  };
}

function tooSmallForSystem({ vmSize: size }: PartialNodePool): OptionProblem | undefined {
  const memoryGiB = size === undefined ? undefined : vmSize(size)?.memoryGiB;
  if (memoryGiB === undefined || memoryGiB >= AKS_MINIMUM.systemGib) return undefined;
  const rule = `must have at least ${AKS_MINIMUM.systemGib} GiB of memory, which AKS requires of nodes that run its own pods (it has ${memoryGiB})`;
  return { option: 'vmSize', rule, value: size, remedy: 'choose a larger size' };
}

function otherProcessor({ vmSize: size }: PartialNodePool, built: ReturnType<typeof builtImages>): OptionProblem | undefined {
  const [first] = built;
  if (first === undefined || size === undefined || !isArm(size)) return undefined;
  const name = first === 'image' ? 'agent image' : 'runner image';
  return {
    option: 'vmSize',
    rule: `must have x86-64 processors, for which the ${name} is built (a "p" in the name means ARM)`,
    value: size,
    remedy: `choose a size without "p", or set ${built.map((image) => `${image}.reference`).join(' and ')} to an image for both`,
  };
}

function spotSize({ vmSize: size, spot }: PartialNodePool): OptionProblem | undefined {
  if (!spot || size === undefined || !hasNoSpot(size)) return undefined;
  return {
    option: 'spot',
    rule: `can't be true on ${size}: Azure has no spot VMs of the B family or of promotional sizes`,
    value: spot,
    remedy: 'leave it out, or choose another size',
  };
}
