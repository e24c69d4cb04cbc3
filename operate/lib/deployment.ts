import { agentImageOf, runnerImageOf } from '../../config/agent-image';
import { CLUSTER_RANGES } from '../../config/cluster-network';
import { kedaPlace } from '../../config/keda-place';
import type { JobComponent } from '../../config/labels';
import { FIXED_NAMES, type Names, namesOf } from '../../config/names';
import { existingTokenOf } from '../../config/services';
import type { Config } from '../../config/types';
import { configRemedies, type Remedies } from './remedies';

/** The part of a config that a Helm release has too: all of it that is not about Azure. */
export type DeployedConfig = Pick<Config, 'name' | 'keda' | 'azureDevOps' | 'gitHub' | 'monitoring' | 'agentPools' | 'runnerPools'>;

/** The names that a config and a Helm release have. */
export interface DeployedNames {
  readonly agentsNamespace: string;
  readonly kedaNamespace: string;
  /** The Secret with the token for Azure DevOps, if the pods sign in with one. */
  readonly tokenSecret: string;
  /** The identity of the pods, if they sign in with one, for people. */
  readonly identity: string;
}

/** The images of agents and of runners, as pods name them. */
export type DeployedImages = Readonly<Record<JobComponent, string>>;

/** What operators look at: what a config deploys, or a Helm release. */
export interface Deployment {
  readonly config: DeployedConfig;
  readonly names: DeployedNames;
  /** The images that the config or the release sets. */
  readonly images: DeployedImages;
  /** Addresses of the pods and services of the cluster. */
  readonly clusterRanges: readonly string[];
  readonly remedies: Remedies;
}

/** The deployment of a config. It has the names and options of Azure too. */
export interface ConfigDeployment extends Deployment {
  readonly config: Config;
  readonly names: Names & DeployedNames;
}

/** @param imageContext the folder that the images are built from */
export function configDeployment(config: Config, imageContext: string): ConfigDeployment {
  const names = namesOf(config);
  return {
    config,
    names: {
      ...names,
      kedaNamespace: kedaPlace(config).namespace,
      tokenSecret: existingTokenOf(config) ?? FIXED_NAMES.tokenSecret,
    },
    images: {
      agent: agentImageOf(config, names, imageContext).reference,
      runner: runnerImageOf(config, names, imageContext).reference,
    },
    clusterRanges: config.cluster.kind === 'existing' ? config.cluster.clusterRanges : CLUSTER_RANGES,
    remedies: configRemedies(config, names),
  };
}
