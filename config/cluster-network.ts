/** The metadata service, which hands out tokens of the node's identities, and the host agent's service (WireServer): no job may ask. */
export const NODE_SERVICES: readonly string[] = ['169.254.169.254/32', '168.63.129.16/32'];

/**
 * Addresses of pods and of services in a cluster that AKS makes with its defaults
 * (learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay). The cluster is not told them: they can't be changed
 * later, so a value that differs from an existing cluster's would replace it.
 */
export const CLUSTER_RANGES: readonly string[] = ['10.244.0.0/16', '10.0.0.0/16'];

/** The service `kubernetes`, which has the first address of the services' range, and its port. */
export const API_SERVER = { address: '10.0.0.1/32', port: 443 } as const;

/** Label of the pods that answer DNS: CoreDNS, and the cache on each node where a cluster has it. */
export const DNS_PODS = { label: 'k8s-app', values: ['kube-dns', 'node-local-dns'] } as const;
