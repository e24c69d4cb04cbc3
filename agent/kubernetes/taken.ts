import { TAKEN_CONDITION } from '../../config/taken-condition';
import { reason } from '../process/log';
import type { Runtime } from '../process/runtime';
import { askKubernetes, type KubernetesApi } from './kubernetes-api';

/** How often the signals are looked at: until the pod is marked KEDA counts it as on its way, and makes one pod too few. */
const pollMs = 100;
/** How soon to try again. */
const retryMs = 1000;

export interface TakenPod {
  readonly name: string;
  readonly kubernetes: KubernetesApi;
}

/** Why a pod counts as taken: its agent has a job, or will never get one. */
export type TakenReason = 'JobStarted' | 'Leaving';

/**
 * Waits until there is a reason, and says in a condition of the pod, which KEDA looks at, that it takes no further job. It
 * tries until that has worked, or the container is to stop. Being Ready would not do: it is late by a probe's period when the job
 * begins, and ends with the agent's container, some seconds before the Job is complete.
 */
export async function markTaken(pod: TakenPod, reasonToMark: () => TakenReason | undefined, { clock, log, stop }: Runtime): Promise<void> {
  let why = reasonToMark();
  while (why === undefined) {
    if (stop.aborted) return;
    await clock.sleep(pollMs, stop);
    why = reasonToMark();
  }
  while (!stop.aborted) {
    try {
      await patchStatus(pod, why, AbortSignal.timeout(pod.kubernetes.timeoutMs));
      log.info('the pod is marked as taken', { because: why });
      return;
    } catch (error) {
      log.warn('cannot mark the pod as taken: KEDA takes it for one on its way', { reason: reason(error) });
    }
    await clock.sleep(retryMs, stop);
  }
}

async function patchStatus({ name, kubernetes }: TakenPod, why: TakenReason, signal: AbortSignal): Promise<void> {
  const condition = { type: TAKEN_CONDITION, status: 'True', reason: why, lastTransitionTime: new Date().toISOString() };
  const path = `pods/${encodeURIComponent(name)}/status`;
  const patch = { status: { conditions: [condition] } };
  await askKubernetes(kubernetes, { method: 'PATCH', path, patch, right: 'patch pods/status', signal });
}
