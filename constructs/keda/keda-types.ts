import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';

/** keda.sh/v1alpha1 TriggerAuthentication, as far as it is used here. */
export interface TriggerAuthenticationObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'TriggerAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly secretTargetRef?: readonly { readonly parameter: string; readonly name: string; readonly key: string }[];
    readonly podIdentity?: { readonly provider: 'azure-workload'; readonly identityId?: string };
  };
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
    readonly envSourceContainerName: string;
    readonly rollout: { readonly strategy: 'gradual' };
    readonly scalingStrategy?: { readonly strategy: string; readonly pendingPodConditions?: readonly string[] };
    readonly triggers: readonly {
      readonly type: string;
      readonly metadata: Readonly<Record<string, string>>;
      readonly authenticationRef: { readonly name: string };
    }[];
  };
}
