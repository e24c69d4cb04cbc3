import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NetworkPolicy, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import { FIXED_NAMES } from '../../config/names';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';
import { podsOf, tcp } from '../kubernetes/network-rules';

export interface KedaNetworkPolicyProps {
  readonly namespace: string;
  /** Namespace that the metrics are read from. @default - none */
  readonly metricsFrom?: string | undefined;
  readonly dependsOn?: ITerraformDependable[];
}

/** The label `app` of the pods in the chart kedacore/keda, and their ports (2.20.2, templates/manager, metrics-server and webhooks). */
const APP = {
  operator: FIXED_NAMES.kedaOperator,
  metricsServer: 'keda-operator-metrics-apiserver',
  webhooks: 'keda-admission-webhooks',
} as const;
const PORTS = { aggregatedApi: 6443, webhooks: 9443, operator: 9666, metrics: 8080 } as const;

/**
 * Allows only the traffic to KEDA's pods that KEDA needs. The API server calls two of its ports. The source of such a call
 * depends on the cluster (pods of a tunnel in kube-system, or the network of the control plane), so these two ports are
 * open to all. Both require TLS, and the first a certificate of the API server. Traffic from KEDA is not restricted: it
 * must reach the API server and the service that has the queue, which may be in any network.
 *
 * @example
 * new KedaNetworkPolicy(this, 'network_policy', { namespace: 'keda', metricsFrom: 'monitoring' });
 */
export class KedaNetworkPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { namespace, metricsFrom, dependsOn }: KedaNetworkPolicyProps) {
    super(scope, id);
    const ingress: NetworkPolicyIngressRule[] = [
      { ports: [tcp(PORTS.aggregatedApi), tcp(PORTS.webhooks)] },
      { from: [{ podSelector: { matchLabels: { app: APP.metricsServer } } }], ports: [tcp(PORTS.operator)] },
      ...(metricsFrom === undefined ? [] : [{ from: [podsOf(metricsFrom)], ports: [tcp(PORTS.metrics)] }]),
    ];
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'keda', namespace },
      spec: {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: Object.values(APP) }] },
        policyTypes: ['Ingress'],
        ingress,
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
