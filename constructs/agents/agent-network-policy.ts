import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { API_SERVER, CLUSTER_RANGES, NODE_SERVICES } from '../../config/cluster-network';
import { APP_LABEL } from '../../config/labels';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';
import { dnsRule } from '../kubernetes/network-rules';

export interface AgentNetworkPolicyProps {
  readonly namespace: string;
  /** Ranges of addresses that are the cluster's own: those of its pods and services. @default those of a cluster that AKS makes with its defaults */
  readonly clusterRanges?: readonly string[];
  /** Address of the service `kubernetes` as a range, like 10.0.0.1/32. @default that of a cluster that AKS makes with its defaults */
  readonly apiServer?: string;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Lets nothing in to agents and placeholders, and lets them out to DNS, to the API server and to everything outside of the
 * cluster but the services of the node. A policy is for whole pods: what the registrar may reach a job may reach too.
 */
export class AgentNetworkPolicy extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, { namespace, clusterRanges, apiServer, dependsOn }: AgentNetworkPolicyProps) {
    super(scope, id);
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
          dnsRule,
          // Cilium compares the API server's own address, which is outside of the cluster; others may compare that of its service.
          { to: [{ ipBlock: { cidr: apiServer ?? API_SERVER.address } }], ports: [{ port: API_SERVER.port, protocol: 'TCP' }] },
        ],
      },
    };
    this.object = new KubernetesObject(this, 'Resource', object, { dependsOn });
  }
}
