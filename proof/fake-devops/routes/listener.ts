import { type Call, idIn } from '../http/call';
import { accessDenied, agentNotFound, unauthorizedAgent } from '../service-error';
import type { Agent } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import type { Services } from './services';

/** The agent whose listener calls, and its agent pool. @throws ServiceError 403 for any other caller, 404 or 401 if the agent was deleted */
export function callingAgent({ identity }: Call, { store, settings }: Services): { pool: AgentPool; agent: Agent } {
  if (identity.kind !== 'agent') throw accessDenied('', 'Listen');
  for (const pool of store.pools) {
    const agent = pool.agents.find(({ clientId }) => clientId === identity.clientId);
    if (agent !== undefined) return { pool, agent };
  }
  if (settings.deletedAgent === 'invalidClient') throw unauthorizedAgent();
  throw agentNotFound(0, identity.clientId);
}

/** Like `callingAgent`, for a path that must name the agent's own agent pool. @throws ServiceError 401, 403 or 404 */
export function agentInPool(call: Call, services: Services): { pool: AgentPool; agent: Agent } {
  const caller = callingAgent(call, services);
  if (caller.pool.id !== idIn(call, 'pool')) throw accessDenied(caller.agent.name, 'Listen');
  return caller;
}
