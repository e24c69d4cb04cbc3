import type { ITerraformDependable } from 'cdktf';
import { agentPoolObjectName, FIXED_NAMES } from '../config/names';
import { placementOf } from '../config/node-placement';
import type { Config, GitHubConfig, RunnerPoolConfig } from '../config/types';
import type { RunnerPoolProps } from '../constructs/runners/runner-pool';
import type { ScalerProps } from '../constructs/scaler/scaler';
import { gitHubRunners, type RunnerCredentials } from '../providers/github/github-actions';
import type { StackProps } from './base-stack';

/** GitHub, how to sign in to it, and the image of its runners. */
export interface RunnersService {
  readonly url: string;
  readonly credentials: RunnerCredentials;
  readonly image: string;
  /** The Secret with the key of the App or the token, if this stack creates it. */
  readonly secret: ITerraformDependable | undefined;
}

/** The part of the config that says where the key of the App or the token comes from. */
export const keySourceOf = ({ auth }: GitHubConfig) => (auth.kind === 'app' ? auth.key : auth.token);

/** Whether the scaler gets to know when the token for GitHub expires. */
export const knowsTokenExpiry = ({ gitHub }: Config): boolean => gitHub?.auth.kind === 'pat' && gitHub.auth.expiresOn !== undefined;

/** How runners and the scaler sign in. @param secretName the Secret with the key of the App or the token */
export function runnerCredentials({ auth }: GitHubConfig, secretName: string): RunnerCredentials {
  if (auth.kind === 'pat') return { kind: 'pat', secretName, expiresOn: auth.expiresOn };
  return { kind: 'app', clientId: auth.clientId, installationId: auth.installationId, secretName };
}

/** Passes the options of an entry on unchanged, except for its name, its runner scale set and where its runners run. */
export function runnerPoolProps(
  entry: RunnerPoolConfig,
  { config, names }: StackProps,
  { url, credentials, image }: RunnersService,
): RunnerPoolProps {
  const { name, scaleSet = name, labels: _, runnerGroup, ...options } = entry;
  return {
    ...options,
    ...placementOf(options, config.cluster),
    objectName: agentPoolObjectName(config.name, name),
    namespace: names.agentsNamespace,
    serviceAccountName: FIXED_NAMES.runnerServiceAccount,
    image,
    provider: gitHubRunners({ url, scaleSet, runnerGroup, credentials }),
  };
}

/** The runner pools as the scaler sees them. It creates their scale sets, with their labels. */
export const runnerScalerEntries = ({ name: deployment, runnerPools }: Config): ScalerProps['entries'] =>
  runnerPools.map(({ name, scaleSet = name, labels, runnerGroup, maxRunners, warm, warmMaxHours, anticipate }) => ({
    objectName: agentPoolObjectName(deployment, name),
    scaleSet: { name: scaleSet, group: runnerGroup, labels },
    maxAgents: maxRunners,
    warm,
    warmMaxHours,
    anticipate,
  }));
