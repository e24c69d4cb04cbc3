import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { APP_LABEL, COMPONENT_LABEL, type Component } from '../../config/labels';
import { KubernetesObject, type KubernetesObjectOptions, type NativeObject } from '../kubernetes/kubernetes-object';
import { apiServerRule } from '../kubernetes/network-rules';

export interface ApiServerPolicyProps extends KubernetesObjectOptions {
  readonly namespace: string;
  /** Address of the service `kubernetes` as a range, like 10.0.0.1/32. @default that of an AKS cluster with default settings */
  readonly apiServer?: string | undefined;
}

/**
 * Allows placeholders and the scaler to reach the API server, for an `AgentNetworkPolicy` without `agentsReachApiServer`.
 *
 * @example
 * new ApiServerPolicy(this, 'api_server_policy', { namespace: 'agents', apiServer: '10.96.0.1/32' });
 */
export class ApiServerPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { namespace, apiServer, dependsOn }: ApiServerPolicyProps) {
    super(scope, id);
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'azure-pipelines-api-server', namespace },
      spec: {
        podSelector: {
          matchLabels: { ...APP_LABEL },
          matchExpressions: [{ key: COMPONENT_LABEL, operator: 'In', values: ['placeholder', 'scaler'] satisfies Component[] }],
        },
        policyTypes: ['Egress'],
        egress: [apiServerRule(apiServer)],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
