import { agentPoolObjectName, placeholderName } from '../../config/names';
import { pollingSecondsOf } from '../../config/polling';
import type { Trigger } from '../../config/trigger';
import type { AgentPoolConfig } from '../../config/types';
import type { OperatorService } from '../lib/agent-service';
import type { Deployment, Event, Job, Pod, ScaledJob } from '../lib/cluster/objects';
import { podsOf } from '../lib/cluster/pods-of';
import { decisionsOf, placeholderState, scaledJobState } from './cluster-state';
import { entryQueue } from './entry-queue';
import { imageAge, type PushedAt } from './image-age';
import { map, map2, type Part, valueOr } from './part';
import { podState } from './pod-state';
import type { AgentPoolReading } from './read-agent-pools';
import { decisionFor, type ScalerReading } from './scaler-state';
import { agentsState } from './service-state';
import type { EntryState, ImageState } from './snapshot';

/** What the namespace of the agents contains. */
export interface Objects {
  readonly scaledJobs: Part<readonly ScaledJob[]>;
  readonly deployments: Part<readonly Deployment[]>;
  readonly pods: Part<readonly Pod[]>;
  readonly jobs: Part<readonly Job[]>;
  readonly events: Part<readonly Event[]>;
}

interface ImageSource {
  /** The image that the config would deploy. */
  readonly configured: string;
  readonly pushedAt: PushedAt;
}

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
  const scaledJob = map(objects.scaledJobs, (all) => all.find(({ metadata }) => metadata.name === scaledJobName));
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
    scaledJob: map(scaledJob, (found) => found && scaledJobState(found)),
    decisions: map2(objects.events, objects.jobs, (events, jobs) => decisionsOf(events, jobs, scaledJobName)),
    pods: map(pods, (all) => all.map(podState)),
    placeholder: map2(objects.deployments, objects.pods, (deployments, all) => placeholderState(deployments, all, names)),
    image: await imageOf(scaledJob, valueOr(objects.pods, []), images),
  };
}

async function imageOf(
  scaledJob: Part<ScaledJob | undefined>,
  pods: readonly Pod[],
  { configured, pushedAt }: ImageSource,
): Promise<Part<ImageState | undefined>> {
  if ('missing' in scaledJob) return scaledJob;
  const reference = scaledJob.value?.spec.jobTargetRef.template.spec.containers[0]?.image;
  if (reference === undefined) return { value: undefined };
  return { value: { reference, configured, age: imageAge(await pushedAt(reference), reference, pods) } };
}
