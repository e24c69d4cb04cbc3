import { Construct } from 'constructs';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { selectorLabels } from '../../config/labels';
import { KubernetesObject, type KubernetesObjectOptions, type NativeObject } from '../kubernetes/kubernetes-object';
import type { CompleteAgentPoolProps } from './agent-props';

/**
 * Refuses every eviction of an agent that runs a job. Only a whole number for `minAvailable` works for pods of Jobs, because
 * Jobs have no scale subresource (kubernetes 1.34, pkg/controller/disruption/disruption.go).
 */
export class DisruptionBudget extends Construct {
  readonly object: KubernetesObject;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<CompleteAgentPoolProps, 'objectName' | 'namespace' | 'maxAgents'> & KubernetesObjectOptions,
  ) {
    super(scope, id);
    const object: PodDisruptionBudget & NativeObject = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: props.objectName, namespace: props.namespace },
      spec: { minAvailable: props.maxAgents, selector: { matchLabels: selectorLabels(props.objectName, 'agent') } },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn: props.dependsOn });
  }
}
