// What the objects of the pods (constructs/pods/, agents/ and runners/) and the program in the pods (agent/) must agree on. The folders and the
// port are also the defaults of the program's variables, for a container that no stack has deployed.

/** Folders in the containers. docker/Dockerfile creates them, except `account`. */
export const FOLDERS = {
  /** The agent package in the agent image: config.sh, bin/Agent.Listener. */
  agent: '/azp/agent',
  /** The runner package in the runner image: bin/Runner.Listener. */
  runner: '/azp/runner',
  /** Where a job works. */
  work: '/azp/_work',
  /** What both containers of an agent pod share: the registrar passes the agent its key, and the agent reports its state. */
  handover: '/azp/handover',
  /** The service account of the pod, where client libraries for Kubernetes look for it. */
  account: '/var/run/secrets/kubernetes.io/serviceaccount',
} as const;

/** The files of a service account that the program reads. The names are those that the kubelet gives them. */
export const ACCOUNT_FILES = { token: 'token', authority: 'ca.crt' } as const;

/** The key of the Secret, and so the name of the file, with the credential of GitHub, by kind. */
export const GITHUB_CREDENTIAL_KEYS = { app: 'private-key', pat: 'token' } as const;

/** The handover flag that the agent sets when a job has started. The registrar then opens READINESS_PORT. */
export const JOB_STARTED_FLAG = 'job-started';

/**
 * The port that the registrar opens when the job has begun. The readiness probe of the pod connects to it. Jobs share the ports
 * of their pod, so it is one that no common server uses, and above those that Linux gives to outgoing connections (32768 to 60999).
 */
export const READINESS_PORT = 61090;

/** What the volume "evict" may hold, in bytes. The kubelet evicts a pod that has written more to it. */
export const EVICT_VOLUME_BYTES = 1024 ** 2;

/** The server of the placeholder: its port, and the paths that the kubelet and Prometheus read. */
export const PLACEHOLDER_SERVER = { port: 8080, alive: '/healthz', ready: '/readyz', metrics: '/metrics' } as const;

/** Replicas of the scaler. Each polls the service on its own, so none has to take over if the other fails. */
export const SCALER_REPLICAS = 2;

/** The servers of the scaler: for the kubelet and Prometheus, for KEDA, and for agents that ask whether they may stay. */
export const SCALER_SERVER = { port: 8080, numbersPort: 8081, agentsPort: 8082, entries: '/entries/', agents: '/agents/' } as const;
