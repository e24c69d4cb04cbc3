import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { CLUSTER_RANGES, NODE_SERVICES } from '../../config/cluster-network';
import { APP_LABEL } from '../../config/labels';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';
import { apiServerRule, DNS_RULE } from '../kubernetes/network-rules';

export interface AgentNetworkPolicyProps {
  readonly namespace: string;
  /** Address ranges of the cluster itself: of its pods and services. @default those of an AKS cluster with default settings */
  readonly clusterRanges?: readonly string[] | undefined;
  /** Address of the service `kubernetes` as a range, like 10.0.0.1/32. @default that of an AKS cluster with default settings */
  readonly apiServer?: string | undefined;
  /** Whether all pods may reach the API server. The registrars need it only if they mark their pods; otherwise see `ApiServerPolicy`. @default true */
  readonly agentsReachApiServer?: boolean;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Denies all traffic to agents, runners, placeholders and the scaler. It allows them to reach DNS, the API server and everything
 * outside of the cluster, except the services of the node. A policy applies to whole pods, so a job can reach whatever the
 * registrar can.
 *
 * @example
 * new AgentNetworkPolicy(this, 'network_policy', {
 *   namespace: 'agents',
 *   clusterRanges: ['10.244.0.0/16', '10.96.0.0/12'],
 *   apiServer: '10.96.0.1/32',
 * });
 */
export class AgentNetworkPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: AgentNetworkPolicyProps) {
    super(scope, id);
    const { namespace, clusterRanges, apiServer, agentsReachApiServer = true, dependsOn } = props;
    const except = [...(clusterRanges ?? CLUSTER_RANGES), ...NODE_SERVICES];
    const object: NetworkPolicy & NativeObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'azure-pipelines-agent', namespace },
      spec: {
        podSelector: { matchLabels: { ...APP_LABEL } },
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          { to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }] },
          DNS_RULE,
          ...(agentsReachApiServer ? [apiServerRule(apiServer)] : []),
        ],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
