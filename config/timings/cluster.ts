import { minutes, seconds } from '../../lib/duration';

/** The pod and Job of an agent. */
export const AGENT_POD = {
  /** The longest job. Default of the option `agentPools[].jobTimeoutMinutes`. */
  job: minutes(60),
  /** From the start of a pod until its agent waits for a job. Creating a node and pulling the image are part of it. */
  startUp: minutes(15),
  /** How long a pod may keep running after its longest job and the end of its listener, to deregister its agent. Part of its grace period. */
  afterJob: seconds(120),
} as const;

/** How the kubelet probes and ends pods. */
export const KUBELET = {
  /** Between two probes of the placeholder's own server. */
  placeholderProbe: seconds(10),
  /** How long the placeholder's server may take to answer. */
  placeholderAnswer: seconds(3),
  /** How long the placeholder may take to start. */
  placeholderStart: minutes(5),
  /** How long the placeholder's liveness probe must fail before the kubelet restarts it. */
  placeholderDead: seconds(60),
  /** The grace period of the placeholder. */
  placeholderStop: seconds(30),
  /** Between two liveness probes of the scaler. */
  scalerProbe: seconds(10),
  /** How long the scaler may take to answer a liveness probe. */
  scalerAnswer: seconds(3),
  /** How long the scaler may take to start. */
  scalerStart: minutes(5),
  /** Between two probes while the scaler starts. */
  scalerStartProbe: seconds(1),
  /** How long the scaler's liveness probe must fail before the kubelet restarts it. */
  scalerDead: seconds(30),
  /** Between two readiness probes of the scaler. KEDA polls only replicas that are ready. */
  scalerReady: seconds(2),
  /** How long the scaler may take to answer a readiness probe. */
  scalerReadyAnswer: seconds(1),
  /** How long the readiness probe must fail before KEDA polls only the other replica. */
  scalerUnready: seconds(4),
  /** The grace period of the scaler. */
  scalerStop: seconds(10),
  /** Between two checks whether an agent has started its job. */
  agentProbe: seconds(5),
  /** How long such a check may take. */
  agentAnswer: seconds(5),
  /** How long the checks must fail before a ready pod becomes unready: an agent under load must not look as if it had no job. */
  agentUnready: seconds(60),
} as const;

/** How long Terraform and AKS wait for jobs, and Helm for KEDA. */
export const CLUSTER = {
  /** Added to the longest job: how long draining a node waits for the pods on it. */
  drainAfterJob: minutes(5),
  /** Added to the drain: how long deleting the namespace of the agents may take. */
  namespaceAfterDrain: minutes(5),
  /** How long Terraform waits for a change of the cluster or of a node pool, without its nodes. The default of azurerm for a cluster. */
  update: minutes(90),
  /** Added to the drain of each node: how long replacing the node may take. */
  nodeAfterDrain: minutes(10),
  /** How long AKS drains a node if the node pool does not set it: Azure's default. This project sets none for spot nodes. */
  defaultDrain: minutes(30),
  /** How long Helm waits for KEDA to be ready. */
  keda: minutes(10),
  /** Added to the polling interval: how long KEDA may take to create the Jobs of one poll. KEDA's chart has 5 s. */
  kedaJobs: seconds(30),
} as const;
