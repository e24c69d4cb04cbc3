import { agentPoolObjectName, placeholderName } from '../../config/names';
import type { AgentPoolConfig } from '../../config/types';
import type { Deployment, Event, Job, Pod, ScaledJob } from '../lib/cluster/objects';
import { podsOf } from '../lib/cluster/pods-of';
import { decisionsOf, placeholderState, scaledJobState } from './cluster-state';
import { agentsState, queueState } from './devops-state';
import { imageAge, type PushedAt } from './image-age';
import { map, map2, type Part, valueOr } from './part';
import { podState } from './pod-state';
import type { AgentPoolReading } from './read-agent-pools';
import type { EntryState, ImageState } from './snapshot';

/** What the namespace of the agents holds. */
export interface Objects {
  readonly scaledJobs: Part<readonly ScaledJob[]>;
  readonly deployments: Part<readonly Deployment[]>;
  readonly pods: Part<readonly Pod[]>;
  readonly jobs: Part<readonly Job[]>;
  readonly events: Part<readonly Event[]>;
}

interface ImageSource {
  readonly deployment: string;
  readonly configured: string;
  readonly pushedAt: PushedAt;
}

/** One entry, joined from what Azure DevOps and the cluster say. */
export async function entryState(
  entry: AgentPoolConfig,
  { deployment, ...images }: ImageSource,
  objects: Objects,
  { requests, agents }: AgentPoolReading,
): Promise<EntryState> {
  const scaledJobName = agentPoolObjectName(deployment, entry.name);
  const names = { scaledJobName, placeholderName: placeholderName(scaledJobName) };
  const scaledJob = map(objects.scaledJobs, (all) => all.find(({ metadata }) => metadata.name === scaledJobName));
  const pods = map(objects.pods, (all) => podsOf(all, scaledJobName, 'agent'));
  const live = new Set(valueOr(pods, []).map(({ metadata }) => metadata.name));
  return {
    ...names,
    name: entry.name,
    pool: `${entry.pool ?? entry.name}`,
    maxAgents: entry.maxAgents,
    pollingSeconds: entry.pollingSeconds,
    queue: map(requests, (listing) => queueState(listing, entry.demands)),
    agents: map(agents, (listing) => agentsState(listing, names, live)),
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
  { configured, pushedAt }: Omit<ImageSource, 'deployment'>,
): Promise<Part<ImageState | undefined>> {
  if ('missing' in scaledJob) return scaledJob;
  const reference = scaledJob.value?.spec.jobTargetRef.template.spec.containers[0]?.image;
  if (reference === undefined) return { value: undefined };
  return { value: { reference, configured, age: imageAge(await pushedAt(reference), reference, pods) } };
}
