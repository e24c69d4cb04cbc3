import { Construct } from 'constructs';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { JobComponent } from '../../config/labels';
import { mayStay } from '../../config/scaler-address';
import type { ScaledJobObject } from '../keda/keda-types';
import { KubernetesObject, type KubernetesObjectOptions } from '../kubernetes/kubernetes-object';
import type { EntryProps } from './entry-props';
import type { JobTrigger } from './job-trigger';
import { podLifetimeSeconds } from './pod-lifetime';

/** The pods of an entry. Each runs one job. */
export interface JobPods {
  readonly component: JobComponent;
  /** The most pods at the same time. */
  readonly maxPods: number;
  readonly template: PodTemplateSpec;
}

export interface ScaledJobProps extends EntryProps, JobPods, KubernetesObjectOptions {
  readonly jobTrigger: JobTrigger;
}

/** Creates one Kubernetes Job with one agent or runner for each job in the queue. */
export class ScaledJob extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id);
    this.object = new KubernetesObject(this, 'Resource', scaledJobObject(props), { dependsOn: props.dependsOn });
  }
}

/** The ScaledJob in native form. */
export function scaledJobObject(props: ScaledJobProps): ScaledJobObject {
  const { pollingInterval, source, trigger } = props.jobTrigger;
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: props.objectName, namespace: props.namespace },
    spec: {
      jobTargetRef: jobSpec(props),
      pollingInterval,
      minReplicaCount: 0,
      maxReplicaCount: props.maxPods,
      successfulJobsHistoryLimit: props.keepSucceeded,
      failedJobsHistoryLimit: props.keepFailed,
      ...source,
      // The default strategy deletes running jobs whenever this object changes.
      rollout: { strategy: 'gradual' },
      scalingStrategy: scalingStrategy(props),
      triggers: [trigger],
    },
  };
}

function jobSpec(props: ScaledJobProps): JobSpec {
  return {
    parallelism: 1,
    completions: 1,
    backoffLimit: 0,
    activeDeadlineSeconds: podLifetimeSeconds(waitMinutes(props), props.jobTimeoutMinutes),
    ttlSecondsAfterFinished: props.keepFinishedMinutes * 60,
    template: props.template,
  };
}

/** How long a pod may wait for a job. One that may stay leaves when it is too old, and then within the minutes of any idle one. */
const waitMinutes = ({ trigger, idleMinutes, warmMaxHours, ...entry }: EntryProps): number =>
  trigger === 'scaler' && mayStay(entry) ? idleMinutes + warmMaxHours * 60 : idleMinutes;

/**
 * Always an object: if it is left out after it was there, the kubernetes provider sends null, which the schema of KEDA refuses. KEDA's
 * default strategy has no name that KEDA 2.20.0 accepts, so the object says what KEDA does anyway with one trigger.
 */
function scalingStrategy({ scaling: { strategy, pendingPodConditions } }: ScaledJobProps): ScaledJobObject['spec']['scalingStrategy'] {
  return strategy === 'default' ? { multipleScalersCalculation: 'max' } : { strategy, pendingPodConditions };
}
