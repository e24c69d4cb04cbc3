import type { Pod } from './pod-list';

/**
 * Why a pod is Pending, in the words of the scheduler and the kubelet. Any other text becomes "other", because a server must
 * not be able to create any number of label values. ErrImagePull and ImagePullBackOff alternate, and so do similar pairs.
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

/** The reasons for which a container waits when nothing is wrong. */
const USUAL = ['PodInitializing', 'ContainerCreating'];

/** Why a pod is Pending: the worst reason among its containers. */
export function pendingReason({ status }: Pod): (typeof PENDING_REASONS)[number] {
  const unscheduled = status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.reason;
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const waiting = containers.map(({ state }) => state?.waiting?.reason ?? '').filter((reason) => reason !== '');
  const reason = unscheduled ?? waiting.find((each) => !USUAL.includes(each)) ?? waiting[0];
  return PENDING_REASONS.find((known) => known === reason) ?? 'other';
}
