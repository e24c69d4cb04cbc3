import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { SeenPod } from '../../../e2e/scene/pod-watch';
import type { PodRecord } from '../record';

/** Describes from when to when a pod used a node, by the timestamps of Kubernetes, which are whole seconds. */
export function podRecord({ pod, isDeleted }: SeenPod, startMs: number): PodRecord {
  const since = (time: Date | undefined) => (time === undefined ? undefined : (new Date(time).getTime() - startMs) / 1000);
  const scheduled = since(
    pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'True')?.lastTransitionTime,
  );
  const finished = since(finishTime(pod) ?? (isDeleted ? pod.metadata?.deletionTimestamp : undefined));
  return { ...(scheduled === undefined ? {} : { scheduled }), ...(finished === undefined ? {} : { finished }) };
}

/** End of the last container of a finished pod. Undefined for other pods, because their containers may be restarted. */
function finishTime({ status }: V1Pod): Date | undefined {
  if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') return undefined;
  const ends = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].flatMap(endOf);
  return ends.sort((a, b) => b.getTime() - a.getTime())[0];
}

function endOf({ state }: V1ContainerStatus): Date[] {
  return state?.terminated?.finishedAt === undefined ? [] : [new Date(state.terminated.finishedAt)];
}
