import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { DNS_PODS } from '../../config/cluster-network';

/** Kubernetes gives each namespace this label, with its name as the value. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** All pods of one namespace. */
export const podsOf = (namespace: string): NetworkPolicyPeer => ({ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } });

/** The cluster's DNS. Cilium does not count pods among addresses, so it needs a rule by labels. */
export const dnsRule: NetworkPolicyEgressRule = {
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
