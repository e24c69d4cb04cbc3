import { agentPoolObjectName, placeholderName } from '../../../../config/names';
import type { AgentPoolConfig, Config } from '../../../../config/types';

/** An entry of the config, with the names of what is deployed for it. */
export interface DeployedEntry {
  readonly entry: AgentPoolConfig;
  readonly scaledJobName: string;
  readonly placeholderName: string;
}

export function deployedEntries({ name, agentPools }: Pick<Config, 'name' | 'agentPools'>): readonly DeployedEntry[] {
  return agentPools.map((entry) => {
    const scaledJobName = agentPoolObjectName(name, entry.name);
    return { entry, scaledJobName, placeholderName: placeholderName(scaledJobName) };
  });
}
