import { capabilitiesFor } from '../../config/demands';
import { agentPoolObjectName, placeholderName } from '../../config/names';
import { PLACEHOLDER } from '../../config/timings';
import type { AgentPoolConfig, Config } from '../../config/types';
import type { Agent, AgentPool, AgentRef } from '../../providers/contract/agent-service';
import type { OperatorService } from './agent-service';
import { missingCapabilities } from './capabilities';
import { leftAgents } from './left-agents';

/** An agent that is still registered although its deployment was deleted. */
export interface OwnerlessAgent extends AgentRef {
  readonly name: string;
  readonly agentPool: string;
}

/**
 * Finds what a deployment that no longer exists has left in its agent pools: the placeholder of each entry, and agents whose
 * pods did not deregister them. An agent of the same name that is not exactly what the deployment registers stays out of this.
 * @throws ServiceError
 */
export async function ownerlessAgents(config: Config, service: OperatorService): Promise<readonly OwnerlessAgent[]> {
  const found = await Promise.all(config.agentPools.map((entry) => ofEntry(config.name, entry, service)));
  return found.flat();
}

async function ofEntry(deployment: string, entry: AgentPoolConfig, { agentService, capabilities }: OperatorService) {
  const { pool: wanted, name } = entry;
  const pool = await agentService.findAgentPool(typeof wanted === 'number' ? { id: wanted } : { name: wanted ?? name });
  if (pool === undefined) return [];
  const scaledJobName = agentPoolObjectName(deployment, name);
  const placeholder = placeholderName(scaledJobName);
  const listing = await agentService.agents(pool.id);
  const registered = listing.value.find((agent) => agent.name.toLowerCase() === placeholder.toLowerCase());
  const isOurs = registered !== undefined && isIdle(registered) && hasAll(await capabilities(pool.id, registered.name), entry);
  const left = leftAgents(listing, { scaledJobName, placeholderName: placeholder, livePods: new Set() }, PLACEHOLDER.reapAfter);
  return [...(isOurs ? [registered] : []), ...left].map((agent) => ownerless(pool, agent));
}

/** A placeholder is disabled, never online, and never has a job. */
const isIdle = ({ enabled, status, assignedRequest }: Agent): boolean => !enabled && status === 'offline' && !assignedRequest;

const hasAll = (capabilities: Readonly<Record<string, string>> | undefined, { demands, capabilities: own }: AgentPoolConfig): boolean =>
  capabilities !== undefined && missingCapabilities(capabilities, capabilitiesFor(demands, own)).length === 0;

const ownerless = (pool: AgentPool, { id, name }: Agent): OwnerlessAgent => ({
  poolId: pool.id,
  agentId: id,
  name,
  agentPool: pool.name,
});
