import { entriesOf } from '../../../../config/entries';
import type { JobComponent } from '../../../../config/labels';
import { agentPoolObjectName, placeholderName } from '../../../../config/names';
import type { AgentPoolConfig, Config, EntryConfig } from '../../../../config/types';

/** An entry of either list of the config, with the name of its ScaledJob. */
export interface DeployedEntry {
  readonly entry: EntryConfig;
  /** What its pods are. */
  readonly component: JobComponent;
  readonly scaledJobName: string;
}

/** An agent pool of the config, with the names of what is deployed for it. */
export interface DeployedAgentPool {
  readonly entry: AgentPoolConfig;
  readonly scaledJobName: string;
  readonly placeholderName: string;
}

type Entries = Pick<Config, 'name' | 'agentPools' | 'runnerPools'>;

/** The entries of both lists: agent pools, then runner pools. */
export const deployedEntries = (config: Entries): readonly DeployedEntry[] =>
  entriesOf(config).map((entry) => ({
    entry,
    component: entry.pods === 'agents' ? 'agent' : 'runner',
    scaledJobName: agentPoolObjectName(config.name, entry.name),
  }));

export function deployedAgentPools({ name, agentPools }: Pick<Config, 'name' | 'agentPools'>): readonly DeployedAgentPool[] {
  return agentPools.map((entry) => {
    const scaledJobName = agentPoolObjectName(name, entry.name);
    return { entry, scaledJobName, placeholderName: placeholderName(scaledJobName) };
  });
}
