import { TAKEN_CONDITION } from '../../config/taken-condition';
import { WATCH } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { Runtime } from '../process/runtime';
import { askKubernetes, type KubernetesApi } from './kubernetes-api';

/** Why a pod counts as taken: its agent has a job, or will never get one. */
export type TakenReason = 'JobStarted' | 'Leaving';

export interface PodToMark {
  readonly name: string;
  readonly kubernetes: KubernetesApi;
  /** Undefined until the pod counts as taken. */
  readonly whyTaken: () => TakenReason | undefined;
}

/**
 * Waits until there is a reason, and then sets a condition of the pod, which KEDA reads: the pod takes no further job. Tries
 * until that succeeds or the container is asked to stop. The condition Ready is not enough: it is set up to one probe period
 * after the start of the job, and cleared when the agent's container ends, some seconds before the Job is complete.
 */
export async function markTaken(pod: PodToMark, { clock, log, stop }: Runtime): Promise<void> {
  let why = pod.whyTaken();
  while (why === undefined) {
    if (stop.aborted) return;
    await clock.sleep(WATCH.takenPoll.milliseconds, stop);
    why = pod.whyTaken();
  }
  while (!stop.aborted) {
    try {
      await patchStatus(pod, why, AbortSignal.timeout(pod.kubernetes.timeoutMs));
      log.info('the pod is marked as taken', { because: why });
      return;
    } catch (error) {
      log.warn('cannot mark the pod as taken: KEDA still counts it as on its way to a job', { reason: reason(error) });
    }
    await clock.sleep(WATCH.takenRetry.milliseconds, stop);
  }
}

async function patchStatus({ name, kubernetes }: PodToMark, why: TakenReason, signal: AbortSignal): Promise<void> {
  const condition = { type: TAKEN_CONDITION, status: 'True', reason: why, lastTransitionTime: new Date().toISOString() };
  const path = `pods/${encodeURIComponent(name)}/status`;
  const patch = { status: { conditions: [condition] } };
  await askKubernetes(kubernetes, { method: 'PATCH', path, patch, right: 'patch pods/status', signal });
}
