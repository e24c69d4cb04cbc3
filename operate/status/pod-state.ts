import { TAKEN_CONDITION } from '../../config/taken-condition';
import type { Pod } from '../lib/cluster/objects';
import { podReason } from '../lib/cluster/pod-reason';
import type { PodState } from './snapshot';

/** What the screen shows of a pod. */
export function podState(pod: Pod): PodState {
  return {
    name: pod.metadata.name,
    phase: pod.status.phase,
    reason: podReason(pod),
    createdAt: pod.metadata.creationTimestamp,
    isTaken: pod.status.conditions.some(({ type, status }) => type === TAKEN_CONDITION && status === 'True'),
  };
}
