import type { JobComponent } from '../../config/labels';
import type { Deployment, Event, Job, Pod, ScaledJob } from '../lib/cluster/objects';
import { podsOf } from '../lib/cluster/pods-of';
import { decisionsOf, scaledJobState } from './cluster-state';
import { imageAge, type PushedAt } from './image-age';
import { map, map2, type Part, valueOr } from './part';
import { podState } from './pod-state';
import type { CommonState, ImageState } from './snapshot';

/** What the namespace of the agents contains. */
export interface Objects {
  readonly scaledJobs: Part<readonly ScaledJob[]>;
  readonly deployments: Part<readonly Deployment[]>;
  readonly pods: Part<readonly Pod[]>;
  readonly jobs: Part<readonly Job[]>;
  readonly events: Part<readonly Event[]>;
}

export interface ImageSource {
  /** The image that the config would deploy. */
  readonly configured: string;
  readonly pushedAt: PushedAt;
}

/** What the cluster says about an entry of either list. @param component what its pods are */
export async function commonState(
  { scaledJobName, component }: { readonly scaledJobName: string; readonly component: JobComponent },
  objects: Objects,
  images: ImageSource,
): Promise<CommonState> {
  const scaledJob = map(objects.scaledJobs, (all) => all.find(({ metadata }) => metadata.name === scaledJobName));
  return {
    scaledJob: map(scaledJob, (found) => found && scaledJobState(found)),
    decisions: map2(objects.events, objects.jobs, (events, jobs) => decisionsOf(events, jobs, scaledJobName)),
    pods: map(objects.pods, (all) => podsOf(all, scaledJobName, component).map(podState)),
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
