import { agentPoolObjectName } from '../../../config/names';
import type { AgentPoolConfig } from '../../../config/types';
import type { Target } from '../load';

/** The load for an agent pool. The pipeline knows agent pools only by name: if only an id is known, it uses its own default. */
export function agentPoolTarget(deployment: string, entry: AgentPoolConfig, pipeline: string): Target {
  const agentPool = entry.pool ?? entry.name;
  const { demands } = entry;
  return {
    kind: 'agent',
    agentPool,
    prefix: `${agentPoolObjectName(deployment, entry.name)}-`,
    pipeline,
    parameters: ({ jobs, seconds }, found) => {
      const pool = found?.name ?? (typeof agentPool === 'string' ? agentPool : undefined);
      return {
        count: String(jobs),
        seconds: String(seconds),
        ...(pool !== undefined && { pool }),
        ...(demands.length > 0 && { demands: demands.join(',') }),
      };
    },
  };
}
