import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { APP_LABEL, PLACEHOLDER_LABELS } from '../../config/labels';
import { PLACEHOLDER_SERVER } from '../../config/pod-contract';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';
import { podsOf } from '../kubernetes/network-rules';

/** Where the agent of Azure Monitor runs. */
export const METRICS_NAMESPACE = 'kube-system';

export interface MetricsPolicyProps {
  readonly namespace: string;
  /** Namespace that the metrics are read from. @default 'kube-system', where the agent of Azure Monitor runs */
  readonly from?: string | undefined;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Allows one namespace to read the metrics of placeholders. Traffic to agents is still denied.
 *
 * @example
 * new MetricsPolicy(this, 'metrics_policy', { namespace: 'agents', from: 'monitoring' });
 */
export class MetricsPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { namespace, from = METRICS_NAMESPACE, dependsOn }: MetricsPolicyProps) {
    super(scope, id);
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `${APP_LABEL['app.kubernetes.io/name']}-metrics`, namespace },
      spec: {
        podSelector: { matchLabels: { ...PLACEHOLDER_LABELS } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [podsOf(from)],
            ports: [{ port: PLACEHOLDER_SERVER.port, protocol: 'TCP' }],
          },
        ],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
