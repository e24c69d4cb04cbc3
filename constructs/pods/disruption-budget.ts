import { Construct } from 'constructs';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { selectorLabels } from '../../config/labels';
import { KubernetesObject, type KubernetesObjectOptions, type NativeObject } from '../kubernetes/kubernetes-object';
import type { EntryProps } from './entry-props';
import type { JobPods } from './scaled-job';

export interface DisruptionBudgetProps
  extends Pick<EntryProps, 'objectName' | 'namespace'>,
    Pick<JobPods, 'component' | 'maxPods'>,
    KubernetesObjectOptions {}

/**
 * Refuses every eviction of a pod that runs a job. Only a whole number for `minAvailable` works for pods of Jobs, because
 * Jobs have no scale subresource (kubernetes 1.34, pkg/controller/disruption/disruption.go).
 */
export class DisruptionBudget extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    const object: PodDisruptionBudget & NativeObject = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: props.objectName, namespace: props.namespace },
      spec: { minAvailable: props.maxPods, selector: { matchLabels: selectorLabels(props.objectName, props.component) } },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn: props.dependsOn });
  }
}
