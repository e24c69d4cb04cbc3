import type { Pod } from './pod-list';

/**
 * Why a pod is Pending, as the scheduler and the kubelet say it. Any other text is "other": a label must not take what a
 * server makes up. ErrImagePull and ImagePullBackOff take turns, and so do their like.
 */
export const PENDING_REASONS = [
  'Unschedulable',
  'SchedulingGated',
  'PodInitializing',
  'ContainerCreating',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'CrashLoopBackOff',
  'other',
] as const;

/** What a container waits for when nothing is wrong with it. */
const USUAL = ['PodInitializing', 'ContainerCreating'];

/** The reason of a pod that is Pending, one of PENDING_REASONS: the worst that one of its containers tells. */
export function pendingReason({ status }: Pod): (typeof PENDING_REASONS)[number] {
  const unscheduled = status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.reason;
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const waiting = containers.map(({ state }) => state?.waiting?.reason ?? '').filter((reason) => reason !== '');
  const reason = unscheduled ?? waiting.find((each) => !USUAL.includes(each)) ?? waiting[0];
  return PENDING_REASONS.find((known) => known === reason) ?? 'other';
}
