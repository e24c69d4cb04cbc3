import { type AgentWatchInputs, watchAgent } from '../../../agent/azure-pipelines/agent-watch';
import { agentService } from '../../../agent/azure-pipelines/service';
import { flagsInMemory } from '../../../agent/handover/flags';
import { fakeWorld } from './fakes';
import { type PoolScene, TOKEN } from './pool-scene';

/** Watches a new agent of the agent pool by a fake clock, as the registrar does. */
export function startWatch(pool: PoolScene, idleMs: number, more: Partial<AgentWatchInputs> = {}) {
  const world = fakeWorld();
  const flags = flagsInMemory();
  const agentId = pool.add('linux-x7k2p');
  const service = agentService({ url: pool.url, token: async () => ({ value: TOKEN, scheme: 'basic' }) });
  const outcome = watchAgent({ agent: { poolId: 44, agentId }, service, flags, idleMs, ...more }, world.runtime);
  return { world, flags, agentId, outcome };
}
