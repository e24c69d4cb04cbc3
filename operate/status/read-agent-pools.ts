import { DevOps } from '../../providers/azure-devops/client/client';
import type { Connection } from '../../providers/azure-devops/client/request';
import type { Agent, Job, Listing } from '../../providers/contract/agent-service';
import { type Part, part } from './part';

/** An agent pool as Azure DevOps tells it. */
export interface AgentPoolReading {
  readonly requests: Part<Listing<Job>>;
  readonly agents: Part<Listing<Agent>>;
}

/** Reads each agent pool once, though several entries watch it. */
export async function readAgentPools(
  connection: Connection,
  pools: readonly (string | number)[],
): Promise<ReadonlyMap<string | number, AgentPoolReading>> {
  const devops = new DevOps(connection);
  const read = async (pool: string | number): Promise<[string | number, AgentPoolReading]> => [pool, await readAgentPool(devops, pool)];
  return new Map(await Promise.all([...new Set(pools)].map(read)));
}

async function readAgentPool(devops: DevOps, pool: string | number): Promise<AgentPoolReading> {
  const found = await part(() => devops.findPool(typeof pool === 'number' ? { id: pool } : { name: pool }));
  if ('missing' in found) return { requests: found, agents: found };
  if (found.value === undefined) return unread(`agent pool "${pool}" is not there, or who asks may not see it`);
  const { id } = found.value;
  const [requests, agents] = await Promise.all([part(() => devops.jobs(id, 0)), part(() => devops.agents(id))]);
  return { requests, agents };
}

/** An agent pool that could not be read, for one reason. */
export const unread = (missing: string): AgentPoolReading => ({ requests: { missing }, agents: { missing } });
