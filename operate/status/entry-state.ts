import { agentPoolObjectName, placeholderName } from '../../config/names';
import { pollingSecondsOf } from '../../config/polling';
import type { Trigger } from '../../config/trigger';
import type { AgentPoolConfig } from '../../config/types';
import type { OperatorService } from '../lib/agent-service';
import { podsOf } from '../lib/cluster/pods-of';
import { placeholderState } from './cluster-state';
import { commonState, type ImageSource, type Objects } from './common-state';
import { entryQueue } from './entry-queue';
import { map, map2, valueOr } from './part';
import type { AgentPoolReading } from './read-agent-pools';
import { decisionFor, type ScalerReading } from './scaler-state';
import { agentsState } from './service-state';
import type { EntryState } from './snapshot';

/** What the state of an entry is made from. */
export interface EntrySources {
  /** Name of the deployment. */
  readonly deployment: string;
  readonly trigger: Trigger;
  readonly images: ImageSource;
  readonly objects: Objects;
  readonly agentPool: AgentPoolReading;
  readonly service: Pick<OperatorService, 'capabilities' | 'demandTest'>;
  /** Undefined if there is none. */
  readonly scaler: ScalerReading | undefined;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
}

/** The state of one entry, from what the service and the cluster say. */
export async function entryState(entry: AgentPoolConfig, sources: EntrySources): Promise<EntryState> {
  const { deployment, trigger, images, objects, agentPool, service, takenAt } = sources;
  const scaledJobName = agentPoolObjectName(deployment, entry.name);
  const names = { scaledJobName, placeholderName: placeholderName(scaledJobName) };
  const pods = map(objects.pods, (all) => podsOf(all, scaledJobName, 'agent'));
  const owner = { ...names, livePods: new Set(valueOr(pods, []).map(({ metadata }) => metadata.name)) };
  const placeholder = valueOr(objects.deployments, []).find(({ metadata }) => metadata.name === names.placeholderName);
  const agents = map(agentPool.agents, (listing) => agentsState(listing, owner, placeholder));
  const scaler = sources.scaler && map(sources.scaler.log, (log) => decisionFor(log, scaledJobName, takenAt));
  const { demands } = entry;
  return {
    ...names,
    name: entry.name,
    pool: `${entry.pool ?? entry.name}`,
    maxAgents: entry.maxAgents,
    pollingSeconds: pollingSecondsOf(entry, trigger),
    queue: await entryQueue({ demands, placeholderName: names.placeholderName, agentPool, agents, service, scaler }),
    scaler,
    agents,
    placeholder: map2(objects.deployments, objects.pods, (deployments, all) => placeholderState(deployments, all, names)),
    ...(await commonState({ scaledJobName, component: 'agent' }, objects, images)),
  };
}
