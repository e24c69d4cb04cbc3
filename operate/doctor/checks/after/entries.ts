import { agentPoolObjectName, placeholderName } from '../../../../config/names';
import type { AgentPoolConfig } from '../../../../config/types';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import type { AgentPool } from '../../../../providers/contract/agent-service';
import { poolLabel, poolRef, unmetIfRefused } from '../../facts/devops';
import type { Fault } from './all-of';
import type { AfterContext } from './context';

/** An entry of the config's agentPools, with the names of what is deployed for it. */
export interface DeployedEntry {
  readonly entry: AgentPoolConfig;
  readonly scaledJob: string;
  readonly placeholder: string;
}

export function deployedEntries({ config }: Pick<AfterContext, 'config'>): readonly DeployedEntry[] {
  return config.agentPools.map((entry) => {
    const scaledJob = agentPoolObjectName(config.name, entry.name);
    return { entry, scaledJob, placeholder: placeholderName(scaledJob) };
  });
}

/** The agent pool of an entry in Azure DevOps. @throws Unmet when nothing can be read there */
export async function agentPoolOf({ connection }: AfterContext, entry: AgentPoolConfig): Promise<AgentPool | undefined> {
  return new DevOps(connection).findPool(poolRef(entry)).catch(unmetIfRefused);
}

/** An agent pool that is not there. */
export const noAgentPool = (entry: AgentPoolConfig): Fault => ({
  finding: `agent pool ${poolLabel(entry)} is not there, or who asks may not see it`,
  advice: 'check agentPools[].pool, and that the identity is Reader of the agent pool at least',
});
