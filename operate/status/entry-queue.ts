import type { DemandTest, OperatorService } from '../lib/agent-service';
import type { ScalerDecision } from '../lib/scaler-log';
import { map, map2, type Part, part, valueOr } from './part';
import type { AgentPoolReading } from './read-agent-pools';
import { queueState, scalerQueueState } from './service-state';
import type { AgentsState, QueueState } from './snapshot';

/** What the queue of an entry is made from. */
export interface QueueSources {
  readonly demands: readonly string[];
  readonly placeholderName: string;
  readonly agentPool: AgentPoolReading;
  readonly agents: Part<AgentsState>;
  readonly service: Pick<OperatorService, 'capabilities' | 'demandTest'>;
  /** The scaler's last decision; undefined if KEDA counts the jobs itself. */
  readonly scaler: Part<ScalerDecision | undefined> | undefined;
}

/** The queue of an entry, with the jobs that whoever counts them for KEDA counts. */
export async function entryQueue({ demands, agentPool, agents, scaler, ...sources }: QueueSources): Promise<Part<QueueState>> {
  if (scaler === undefined) return map(agentPool.jobs, (listing) => queueState(listing, demands));
  const mayRun = await demandTestOf(sources, agentPool.id);
  return map2(agentPool.jobs, agents, (listing, state) => scalerQueueState(listing, mayRun, state, valueOr(scaler, undefined)));
}

/** Matches jobs with the capabilities of the entry's placeholder. Without these, every job of the agent pool counts. */
async function demandTestOf(
  { placeholderName, service }: Pick<QueueSources, 'placeholderName' | 'service'>,
  poolId: Part<number>,
): Promise<DemandTest> {
  const found = 'missing' in poolId ? poolId : await part(() => service.capabilities(poolId.value, placeholderName));
  const capabilities = valueOr(found, undefined);
  return capabilities === undefined ? () => true : service.demandTest(capabilities);
}
