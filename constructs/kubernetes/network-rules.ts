import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { DNS_PODS } from '../../config/cluster-network';

/** A label that Kubernetes sets on each namespace, with the name as its value. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** All pods of one namespace. */
export const podsOf = (namespace: string): NetworkPolicyPeer => ({ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } });

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
