import { ConfigError } from './problems/config-error';
import type { AzureDevOpsConfig, Config, GitHubConfig } from './types';

/**
 * The organisation that the agent pools are in, for what works only on agent pools.
 * @throws ConfigError if the config has no agent pools
 */
export function azureDevOpsOf({ azureDevOps }: Pick<Config, 'azureDevOps'>): AzureDevOpsConfig {
  return azureDevOps ?? missing('azureDevOps', 'this works on agent pools of Azure DevOps, and the config has none', 'agentPools');
}

/**
 * What the runners belong to in GitHub, for what works only on runner pools.
 * @throws ConfigError if the config has no runner pools
 */
export function gitHubOf({ gitHub }: Pick<Config, 'gitHub'>): GitHubConfig {
  return gitHub ?? missing('gitHub', 'this works on runner pools of GitHub, and the config has none', 'runnerPools');
}

function missing(path: string, why: string, list: string): never {
  throw new ConfigError('the config', [
    { path, rule: `must be set: ${why}`, value: undefined, remedy: `add an entry to ${list}, or name another config with AGENTS_CONFIG` },
  ]);
}
