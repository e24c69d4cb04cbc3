import { type Call, idIn } from '../http/call';
import { accessDenied, agentNotFound, unauthorizedAgent } from '../service-error';
import type { Agent } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import type { Services } from './services';

/** The agent whose listener calls, and its agent pool. @throws ServiceError 403 for another caller, 404 or 401 when the agent is gone */
export function callingAgent({ identity }: Call, { store, settings }: Services): { pool: AgentPool; agent: Agent } {
  if (identity.kind !== 'agent') throw accessDenied('', 'Listen');
  for (const pool of store.pools) {
    const agent = pool.agents.find(({ clientId }) => clientId === identity.clientId);
    if (agent !== undefined) return { pool, agent };
  }
  if (settings.deletedAgent === 'invalidClient') throw unauthorizedAgent();
  throw agentNotFound(0, identity.clientId);
}

/** As above, and the agent pool of the path must be the agent's own. @throws ServiceError 403 or 404 */
export function listenersPool(call: Call, services: Services): { pool: AgentPool; agent: Agent } {
  const own = callingAgent(call, services);
  if (own.pool.id !== idIn(call, 'pool')) throw accessDenied(own.agent.name, 'Listen');
  return own;
}
