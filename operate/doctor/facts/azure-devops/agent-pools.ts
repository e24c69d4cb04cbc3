import type { AgentPoolConfig } from '../../../../config/types';
import type { AgentPool, AgentPoolRef } from '../../../../providers/contract/agent-service';
import type { Finding } from '../../../lib/finding';

/** An entry of the config with its agent pool in Azure DevOps. */
export interface EntryPool {
  readonly entry: AgentPoolConfig;
  /** Undefined if it does not exist, or is not visible. */
  readonly pool: AgentPool | undefined;
}

export type FoundPool = EntryPool & { readonly pool: AgentPool };

/** The agent pool of an entry, as the client asks for it. */
export const poolRef = ({ pool, name }: AgentPoolConfig): AgentPoolRef =>
  typeof pool === 'number' ? { id: pool } : { name: pool ?? name };

/** The agent pool of an entry, as the config names it. */
export const poolLabel = ({ pool, name }: AgentPoolConfig): string => (typeof pool === 'number' ? `with id ${pool}` : `"${pool ?? name}"`);

/** The finding for an entry whose agent pool was not found. */
export const noAgentPool = (entry: AgentPoolConfig): Finding => ({
  finding: `agent pool ${poolLabel(entry)} does not exist, or you may not see it`,
  advice: 'check agentPools[].pool, and that the identity is at least Reader of the agent pool',
});

/** Each agent pool once, even if several entries share it. */
export const uniquePools = (found: readonly FoundPool[]): readonly AgentPool[] => [
  ...new Map(found.map(({ pool }) => [pool.id, pool])).values(),
];
