import type { V1Pod } from '@kubernetes/client-node';
import type { SeenPod } from './pod-watch';

/**
 * How many pods were unfinished at the same time at the most, by Kubernetes' stamps. Those have whole seconds: a pod that
 * was made in the second in which another one ended is taken for the later one.
 */
export function mostAtOnce(pods: readonly SeenPod[]): number {
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

/** When the last container ended; never, while one runs. */
function endOf({ status }: V1Pod): number {
  const ends = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(({ state }) =>
    // As text in what a watch brings, as a date in a list.
    new Date(state?.terminated?.finishedAt ?? Number.NaN).getTime(),
  );
  return ends.length === 0 || ends.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...ends);
}
