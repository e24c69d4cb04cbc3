import type { AgentPool } from '../../../../providers/contract/agent-service';
import type { FoundPool } from '../../facts/devops';

/** The agent pools of entries, each once: several entries may watch the same one. */
export const uniquePools = (found: readonly FoundPool[]): readonly AgentPool[] => [
  ...new Map(found.map(({ pool }) => [pool.id, pool])).values(),
];
