import { Construct } from 'constructs';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { ScaledJobObject } from '../keda/keda-types';
import { KubernetesObject, type KubernetesObjectOptions } from '../kubernetes/kubernetes-object';
import { agentPodTemplate } from './agent-pod';
import type { CompleteAgentPoolProps } from './agent-props';
import { podLifetimeSeconds } from './pod-lifetime';

export interface ScaledJobProps extends CompleteAgentPoolProps, KubernetesObjectOptions {
  readonly triggerAuthenticationName: string;
}

/** Creates one Kubernetes Job with one agent for each job in the queue. */
export class ScaledJob extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id);
    this.object = new KubernetesObject(this, 'Resource', scaledJobObject(props), { dependsOn: props.dependsOn });
  }
}

/** The ScaledJob in native form. */
export function scaledJobObject(props: ScaledJobProps): ScaledJobObject {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: { name: props.objectName, namespace: props.namespace },
    spec: {
      jobTargetRef: jobSpec(props),
      pollingInterval: props.pollingSeconds,
      minReplicaCount: 0,
      maxReplicaCount: props.maxAgents,
      successfulJobsHistoryLimit: props.keepSucceeded,
      failedJobsHistoryLimit: props.keepFailed,
      envSourceContainerName: 'agent',
      // The default strategy deletes running jobs whenever this object changes.
      rollout: { strategy: 'gradual' },
      ...scalingStrategy(props),
      triggers: [{ ...props.provided.trigger, authenticationRef: { name: props.triggerAuthenticationName } }],
    },
  };
}

function jobSpec(props: ScaledJobProps): JobSpec {
  return {
    parallelism: 1,
    completions: 1,
    backoffLimit: 0,
    activeDeadlineSeconds: podLifetimeSeconds(props.idleMinutes, props.jobTimeoutMinutes),
    ttlSecondsAfterFinished: props.keepFinishedMinutes * 60,
    template: agentPodTemplate(props),
  };
}

function scalingStrategy({
  scaling: { strategy, pendingPodConditions },
}: ScaledJobProps): Pick<ScaledJobObject['spec'], 'scalingStrategy'> {
  if (strategy === 'default') return {};
  return { scalingStrategy: { strategy, pendingPodConditions } };
}
