import { FIXED_NAMES } from '../config/names';
import { SCALER } from '../config/timings';
import type { Trigger } from '../config/trigger';
import type { Alert } from './alert';
import { series } from './metrics';

/** The scaler as an argument of kubectl. */
export const scalerDeployment = (namespace: string): string => `--namespace ${namespace} deployment/${FIXED_NAMES.scaler}`;

export interface ScalerAlertOptions {
  /** Whether the scaler has agent pools, whose queues it reads. */
  readonly readsQueues: boolean;
  /** Namespace of the agents. */
  readonly namespace: string;
}

/**
 * The alerts about the scaler.
 * @param trigger undefined if it is not known whether there is a scaler: then a scaler that is gone is not reported
 */
export function scalerAlerts(trigger: Trigger | undefined, { readsQueues, namespace }: ScalerAlertOptions): readonly Alert[] {
  if (trigger === 'azure-pipelines') return [];
  return [
    ...(readsQueues ? [scalerStale(trigger, namespace)] : []),
    {
      name: 'ParallelJobsHoldBack',
      expression: `max by (entry) (${series('azp_scaler_held_back', 'reason="parallel-jobs"')}) > 0`,
      forMinutes: 10,
      severity: 3,
      summary: 'Jobs for {{ $labels.entry }} have been held back for 10 minutes, because the organisation may run no more parallel jobs',
      remedy:
        'They get their agents when other jobs end. Organization settings, Parallel jobs, shows who uses them and sells more; the option parallelJobs of the config says what the scaler respects.',
    },
    {
      name: 'PodsCannotStart',
      // The Job of such a pod is deleted before each new attempt, which interrupts the series.
      expression: `max by (entry, reason) (max_over_time(${series('azp_scaler_cannot_start')}[5m])) > 0`,
      forMinutes: 10,
      severity: 2,
      summary: 'Pods of {{ $labels.entry }} cannot start: {{ $labels.reason }}',
      remedy:
        'Run npm run status. ErrImagePull and ImagePullBackOff: can the cluster pull the image? NoPod: a quota or an admission rule refuses the pod, see kubectl describe job. The scaler tries again at growing intervals.',
    },
  ];
}

function scalerStale(trigger: Trigger | undefined, namespace: string): Alert {
  const age = series('azp_scaler_snapshot_age_seconds');
  const stale = `min(${age} - 2 * ${series('azp_scaler_poll_seconds')}) > ${SCALER.stale.seconds}`;
  return {
    name: 'ScalerStale',
    // A replica uses a reading for twice the interval, because the service may ask for fewer calls.
    expression: trigger === undefined ? stale : `${stale} or absent(${age})`,
    forMinutes: 5,
    severity: 1,
    summary: 'The scaler has no current reading of the queues: no agents are made',
    remedy: `Its log says why: kubectl logs ${scalerDeployment(namespace)}. If no replica runs, see why with kubectl describe. Jobs that run are not affected.`,
  };
}
