import type { V1Pod } from '@kubernetes/client-node';
import type { SeenPod } from './pod-watch';

/**
 * Returns the largest number of pods that were unfinished at the same time, by the timestamps of Kubernetes. Those are whole
 * seconds: a pod that was created in the same second in which another one ended counts as created after that end.
 */
export function mostConcurrentPods(pods: readonly SeenPod[]): number {
  const changes = pods.flatMap(({ pod }) => [
    { at: pod.metadata?.creationTimestamp?.getTime() ?? 0, by: 1 },
    { at: endOf(pod), by: -1 },
  ]);
  let now = 0;
  let most = 0;
  for (const { by } of changes.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** When the last container ended, in milliseconds since 1970; infinity while one runs. */
function endOf({ status }: V1Pod): number {
  const ends = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(({ state }) =>
    // Text in a watch event, a Date in a list.
    new Date(state?.terminated?.finishedAt ?? Number.NaN).getTime(),
  );
  return ends.length === 0 || ends.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...ends);
}
