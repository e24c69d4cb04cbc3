import type { Config } from './types';

/** What the platform stack has to make or to look up. */
export interface PlatformParts {
  readonly cluster: boolean;
  readonly registry: boolean;
  /** The role of the nodes on a registry that exists. */
  readonly pullRole: boolean;
  readonly identity: boolean;
  /** The resource group, created or not, in which something is made. */
  readonly resourceGroup: boolean;
  /** Whether there is anything. */
  readonly any: boolean;
}

/** Whether a deploy builds an image. */
export const buildsImages = ({ image, runnerImage, agentPools, runnerPools }: Config): boolean =>
  (agentPools.length > 0 && image.kind === 'build') || (runnerPools.length > 0 && runnerImage.kind === 'build');

/** What the platform stack of a config makes. For a cluster that exists, a registry is created only if an image is built into it. */
export function platformParts(config: Config): PlatformParts {
  const { cluster: option, registry: images } = config;
  const cluster = option.kind === 'create';
  const registry = images.kind === 'create' && (cluster || buildsImages(config));
  const pullRole = images.kind === 'existing' && images.roleAssignment === 'create';
  const identity = config.azureDevOps?.auth.kind === 'workloadIdentity';
  const resourceGroup = cluster || registry || identity;
  return { cluster, registry, pullRole, identity, resourceGroup, any: resourceGroup || pullRole };
}
