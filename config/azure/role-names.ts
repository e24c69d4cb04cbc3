/** The built-in role of Azure that lets whoever deploys look up how to connect to a cluster. */
export const CLUSTER_USER = 'Azure Kubernetes Service Cluster User Role';

/** The built-in role of Azure that lets whoever deploys create everything in a cluster. */
export const CLUSTER_ADMIN = 'Azure Kubernetes Service RBAC Cluster Admin';

/** The built-in role that lets nodes pull from a registry. A registry whose roles count for its repositories does not honour AcrPull. */
export const pullRole = (abac: boolean): string => (abac ? 'Container Registry Repository Reader' : 'AcrPull');
