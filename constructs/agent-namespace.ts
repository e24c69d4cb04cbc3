import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Construct } from 'constructs';

/** A namespace whose pods must meet the Pod Security Standard "restricted". */
export class AgentNamespace extends Construct {
  readonly resource: NamespaceV1;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.resource = new NamespaceV1(this, 'Resource', {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
        },
      },
    });
  }
}
