import { DevOps } from '../../../../azure-devops/client';
import type { Pool } from '../../../../azure-devops/types';
import { agentPoolObjectName } from '../../../../config/names';
import type { AgentPoolConfig } from '../../../../config/types';
import { placeholderName } from '../../../../constructs/agent-props';
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

/** The agent pool of an entry in Azure DevOps. @throws DevOpsError */
export async function agentPoolOf({ connection }: AfterContext, { pool, name }: AgentPoolConfig): Promise<Pool | undefined> {
  const which = pool ?? name;
  return new DevOps(connection).findPool(typeof which === 'number' ? { id: which } : { name: which });
}

/** An agent pool that is not there. */
export const noAgentPool = ({ pool, name }: AgentPoolConfig) => ({
  finding: `agent pool "${pool ?? name}" is not there, or who asks may not see it`,
  advice: 'check agentPools[].pool, and that the identity is Reader of the agent pool at least',
});
