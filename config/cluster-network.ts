/** Services that no job may call: the metadata service, which issues tokens for the identities of the node, and the service of the host agent (WireServer). */
export const NODE_SERVICES: readonly string[] = ['169.254.169.254/32', '168.63.129.16/32'];

/**
 * Addresses of pods and of services in a cluster that AKS creates with its defaults
 * (learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay). The cluster is created without them: they can't be
 * changed later, so a value that differs from that of an existing cluster would replace the cluster.
 */
export const CLUSTER_RANGES: readonly string[] = ['10.244.0.0/16', '10.0.0.0/16'];

/** Address and port of the service `kubernetes`. It has the first address in the range of the services. */
export const API_SERVER = { address: '10.0.0.1/32', port: 443 } as const;

/** Label of the pods that answer DNS queries: CoreDNS, and the cache on each node if the cluster has one. */
export const DNS_PODS = { label: 'k8s-app', values: ['kube-dns', 'node-local-dns'] } as const;
