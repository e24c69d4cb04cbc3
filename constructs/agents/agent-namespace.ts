import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Construct } from 'constructs';
import { namespaceDeleteMinutes } from '../../config/drain-time';

export interface AgentNamespaceProps {
  readonly name: string;
  /** Minutes that deleting the namespace may take. It waits for jobs that run. @default enough for jobs of up to an hour */
  readonly deleteMinutes?: number;
}

/**
 * A namespace whose pods must meet the Pod Security Standard "restricted".
 *
 * @example
 * const namespace = new AgentNamespace(this, 'namespace', { name: 'agents' });
 */
export class AgentNamespace extends Construct {
  readonly resource: NamespaceV1;

  constructor(scope: Construct, id: string, { name, deleteMinutes = namespaceDeleteMinutes() }: AgentNamespaceProps) {
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
      timeouts: { delete: `${deleteMinutes}m` },
    });
  }
}
