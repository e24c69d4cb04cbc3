import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Trigger, TriggerSignIn } from '../../providers/contract/pod-objects';

/** keda.sh/v1alpha1 TriggerAuthentication, as far as it is used here. */
export interface TriggerAuthenticationObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'TriggerAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec: TriggerSignIn;
}

/** keda.sh/v1alpha1 ScaledJob, as far as it is used here. */
export interface ScaledJobObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledJob';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly jobTargetRef: JobSpec;
    readonly pollingInterval: number;
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly envSourceContainerName?: string;
    readonly rollout: { readonly strategy: 'gradual' };
    readonly scalingStrategy:
      | { readonly strategy: string; readonly pendingPodConditions: readonly string[] }
      | { readonly multipleScalersCalculation: 'max' };
    readonly triggers: readonly (Trigger & { readonly authenticationRef?: { readonly name: string } })[];
  };
}
