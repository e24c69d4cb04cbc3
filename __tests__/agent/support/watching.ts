import { signalsInMemory } from '../../../agent/handover/flags';
import { type AgentWatch, watchAgent } from '../../../agent/registration/agent-watch';
import { DevOps } from '../../../providers/azure-devops/client/client';
import { fakeWorld } from './fakes';
import { type PoolScene, TOKEN } from './pool-scene';

/** Watches a new agent of the agent pool by a fake clock, as the registrar does. */
export function startWatch(pool: PoolScene, idleMs: number, more: Partial<AgentWatch> = {}) {
  const world = fakeWorld();
  const signals = signalsInMemory();
  const agentId = pool.add('linux-x7k2p');
  const devops = new DevOps({ url: pool.url, token: async () => ({ value: TOKEN, scheme: 'basic' }), timeoutMs: 5000 });
  const outcome = watchAgent({ agent: { poolId: 44, agentId }, devops, signals, idleMs, ...more }, world.runtime);
  return { world, signals, agentId, outcome };
}
