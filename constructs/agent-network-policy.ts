import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { KubernetesObject, type NativeObject } from './kubernetes-object';
import { APP_LABEL } from './labels';

export interface AgentNetworkPolicyProps {
  readonly namespace: string;
  readonly dependsOn?: ITerraformDependable[];
}

/** The metadata service, which hands out tokens of the node's identities, and the host agent's service (WireServer): no job may ask. */
const NODE_SERVICES = ['169.254.169.254/32', '168.63.129.16/32'];

/** Lets agents and placeholders out, to all but the services of the node, and nothing in. */
export class AgentNetworkPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { namespace, dependsOn }: AgentNetworkPolicyProps) {
    super(scope, id);
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'azure-pipelines-agent', namespace },
      spec: {
        podSelector: { matchLabels: { ...APP_LABEL } },
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: NODE_SERVICES } }] },
          // Cilium does not count pods among addresses: services of the cluster, such as DNS, need a rule of their own.
          { to: [{ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists' }] } }] },
        ],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
