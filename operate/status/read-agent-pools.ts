import type { Agent, AgentService, Job, Listing } from '../../providers/contract/agent-service';
import { type Part, part } from './part';

/** What the service says about an agent pool. */
export interface AgentPoolReading {
  readonly id: Part<number>;
  readonly jobs: Part<Listing<Job>>;
  readonly agents: Part<Listing<Agent>>;
}

/** Reads each agent pool once, even if several entries share it. */
export async function readAgentPools(
  service: AgentService,
  pools: readonly (string | number)[],
): Promise<ReadonlyMap<string | number, AgentPoolReading>> {
  const read = async (pool: string | number): Promise<[string | number, AgentPoolReading]> => [pool, await readAgentPool(service, pool)];
  return new Map(await Promise.all([...new Set(pools)].map(read)));
}

async function readAgentPool(service: AgentService, pool: string | number): Promise<AgentPoolReading> {
  const found = await part(() => service.findAgentPool(typeof pool === 'number' ? { id: pool } : { name: pool }));
  if ('missing' in found) return unread(found.missing);
  if (found.value === undefined) return unread(`agent pool "${pool}" does not exist, or you may not see it`);
  const { id } = found.value;
  const [jobs, agents] = await Promise.all([part(() => service.jobs(id, 0)), part(() => service.agents(id))]);
  return { id: { value: id }, jobs, agents };
}

/** An agent pool that could not be read, and why. */
export const unread = (missing: string): AgentPoolReading => ({ id: { missing }, jobs: { missing }, agents: { missing } });
