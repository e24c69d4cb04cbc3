/** CPU in cores, memory and disk space in bytes, as Kubernetes quantities in canonical form. */
type Amount = { readonly cpu: string; readonly memory: string; readonly 'ephemeral-storage': string };

/** Requests and limits of a container. It has no CPU limit, because that would only slow it down. */
export interface ContainerResources {
  readonly requests: Amount;
  readonly limits: Omit<Amount, 'cpu'>;
}

/** Disk space for the private copy of the agent package and for temporary files, see agent/azure-pipelines/agent-home.ts. */
export const PRIVATE_DISK = '1Gi';

/**
 * Limit for a container with a private disk. The kubelet compares all disk space that a pod uses, emptyDir volumes
 * included, with the sum of the limits of its containers (pkg/kubelet/eviction), so this holds the volume and the log.
 */
const PRIVATE_LIMIT = '2Gi';

/** The registrar runs config.sh, a .NET program, once at the start; then it mostly sleeps. */
export const REGISTRAR_RESOURCES: ContainerResources = {
  requests: { cpu: '50m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
  limits: { memory: '512Mi', 'ephemeral-storage': PRIVATE_LIMIT },
};

/** The placeholder registers in the same way; then it polls Azure DevOps once a minute. */
export const PLACEHOLDER_RESOURCES: ContainerResources = {
  requests: { cpu: '20m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
  limits: { memory: '512Mi', 'ephemeral-storage': PRIVATE_LIMIT },
};

/** The scaler keeps one snapshot of the queues, Jobs and pods. It writes no file but its log. */
export const SCALER_RESOURCES: ContainerResources = {
  requests: { cpu: '20m', memory: '96Mi', 'ephemeral-storage': '64Mi' },
  limits: { memory: '256Mi', 'ephemeral-storage': '512Mi' },
};

/**
 * Disk space that an agent requests, in bytes: 4 GiB. It is a fraction of the limit, because most jobs need little. The
 * disks of the default nodes have room for as many agents as CPU and memory have: 2 on 64 GiB and 6 on 128 GiB.
 */
export const AGENT_DISK_REQUEST = 4 * 1024 ** 3;
