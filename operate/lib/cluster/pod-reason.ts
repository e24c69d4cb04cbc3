import type { Pod } from './objects';

/** Why a pod does not run, or does not run well. */
export function podReason({ status, spec }: Pod): string | undefined {
  const unscheduled = status.conditions.find((condition) => condition.type === 'PodScheduled' && condition.status === 'False');
  if (unscheduled) return both(unscheduled.reason ?? 'not scheduled', short(unscheduled.message));
  const containers = [...status.initContainerStatuses, ...status.containerStatuses];
  // A container that waits for another one says so with these two: they are the rule, not a reason.
  const waiting = containers
    .map(({ state }) => state.waiting)
    .find((state) => state?.reason !== undefined && !isPlainWaiting(state.reason));
  if (waiting) return both(waiting.reason ?? '', short(waiting.message));
  if (status.phase === 'Failed') {
    const ended = containers.filter(({ state }) => state.terminated !== undefined && state.terminated.exitCode !== 0);
    const codes = ended.map(({ name, state }) => `${name} ended with ${state.terminated?.exitCode}`).join(', ');
    return both(status.reason ?? codes, short(status.message)) || undefined;
  }
  if (status.phase !== 'Pending') return undefined;
  return containers.some(({ state }) => state.waiting !== undefined) ? `ContainerCreating on ${spec.nodeName ?? 'no node'}` : undefined;
}

/** Whether the kubelet can't get the image. */
export const lacksImage = (reason: string): boolean =>
  /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|ImageInspectError)\b/.test(reason);

const isPlainWaiting = (reason: string): boolean => ['ContainerCreating', 'PodInitializing'].includes(reason);

const both = (reason: string, message: string): string => (message === '' ? reason : `${reason}: ${message}`);

/** The first sentence: the scheduler goes on about preemption, the kubelet repeats itself. */
function short(message = ''): string {
  const [first = ''] = message.split(/\. |\n/);
  const text = first.replace(/\.$/, '');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
