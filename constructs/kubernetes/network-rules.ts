import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { API_SERVER, DNS_PODS } from '../../config/cluster-network';

/** A label that Kubernetes sets on each namespace, with the name as its value. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** A port of a pod. */
export const tcp = (port: number) => ({ port, protocol: 'TCP' as const });

/** All pods of one namespace. */
export const podsOf = (namespace: string): NetworkPolicyPeer => ({ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } });

/**
 * The API server by the address of its service. Cilium compares the address of the API server itself, which is outside of the
 * cluster. Other data planes may compare the address of its service.
 */
export const apiServerRule = (address: string = API_SERVER.address): NetworkPolicyEgressRule => ({
  to: [{ ipBlock: { cidr: address } }],
  ports: [tcp(API_SERVER.port)],
});

/** The DNS of the cluster. It needs a rule by labels, because Cilium does not match pods by address. */
export const DNS_RULE: NetworkPolicyEgressRule = {
  to: [
    {
      ...podsOf('kube-system'),
      podSelector: { matchExpressions: [{ key: DNS_PODS.label, operator: 'In', values: [...DNS_PODS.values] }] },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};
