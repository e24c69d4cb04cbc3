import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { type JobComponent, selectorLabels } from '../../config/labels';
import { KubernetesObject, type KubernetesObjectOptions, type NativeObject } from '../kubernetes/kubernetes-object';
import { podsOf } from '../kubernetes/network-rules';
import type { EntryProps } from './entry-props';

export interface ClusterEgressProps extends Pick<EntryProps, 'objectName' | 'namespace' | 'egressNamespaces'>, KubernetesObjectOptions {
  /** The component of the entry's pods. */
  readonly component: JobComponent;
}

/** Allows the jobs of one entry to reach the pods of some namespaces, in addition to what `AgentNetworkPolicy` allows. */
export class ClusterEgress extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: ClusterEgressProps) {
    super(scope, id);
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `${props.objectName}-egress`, namespace: props.namespace },
      spec: {
        podSelector: { matchLabels: selectorLabels(props.objectName, props.component) },
        policyTypes: ['Egress'],
        egress: [{ to: props.egressNamespaces.map(podsOf) }],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn: props.dependsOn });
  }
}
