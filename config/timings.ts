import { days, milliseconds, minutes, seconds } from '../lib/duration';

// Every length of time that agents, pods and commands wait for, and every threshold of a warning. The following are not here:
// - defaults of options on which nothing else depends: config/schema/
// - how long the condition of an alert must hold: monitoring/alerts.ts
// - how often progress is printed, and limits of other systems: next to their use
// `__tests__/config/timings.test.ts` checks the sums; `npm run docs` generates docs/timings.md from this file.

/** Registering an agent, by the registrar and by the placeholder. */
export const REGISTRATION = {
  /** The longest time for registering, retries included. Variable AZP_CONFIG_SECONDS. */
  limit: seconds(180),
  /** How long config.sh may keep running after the container is asked to stop. */
  configStop: seconds(5),
  /** How long the service may take to act on a request that got no answer, such as one of a config.sh that was killed. */
  lateRequest: seconds(30),
  /** How long `run` waits for the handover of an agent by the registrar. Variable AZP_READY_SECONDS. */
  handover: seconds(300),
  /** How often `run` looks for the handover. */
  handoverPoll: milliseconds(100),
} as const;

/** Deregistering the agent at the end of its pod. docs/agent.md, "How long the end takes", has the order of these times. */
export const DEREGISTRATION = {
  /** The longest time for deregistering, retries included. Variable AZP_GRACE_SECONDS. */
  limit: seconds(90),
  /** How long to wait before deregistering is tried again, if the container is not asked to stop. */
  retry: seconds(60),
} as const;

/** The registrar's watch over its agent. */
export const WATCH = {
  /** How often the handover flags are read. They are files in memory. */
  flags: milliseconds(200),
  /** How often to look whether the job has begun, which makes the pod ready. The kubelet asks every `KUBELET.agentProbe`. */
  begun: seconds(1),
  /** How long to wait before the port that makes the pod ready is opened again, if something else has it. */
  portRetry: seconds(30),
  /** How often Azure DevOps or GitHub is polled. */
  poll: seconds(60),
  /** How often it is polled soon after the registration, when most jobs arrive. */
  earlyPoll: seconds(20),
  /** How long after the registration `earlyPoll` holds. */
  early: seconds(120),
  /** How long to wait after the first failure of a poll. The wait doubles with each failure. */
  retry: seconds(5),
  /** The longest wait after a failure. */
  longestRetry: seconds(60),
  /** How long a listener may take to end, after its job or after it is asked to. */
  listenerEnd: seconds(90),
  /** How often to look for a reason to mark the pod as taken. Until then, KEDA creates one pod too few. */
  takenPoll: milliseconds(100),
  /** How long to wait after a failure to mark the pod. */
  takenRetry: seconds(1),
} as const;

/** The agent's listener, as `run` supervises it. */
export const LISTENER = {
  /**
   * How long a listener may take to end after its job. It reports the result in at most five attempts
   * (azure-pipelines-agent, JobDispatcher.cs).
   */
  afterJob: seconds(30),
  /** How long a listener may take to start the worker of a job that it has taken. */
  beforeJob: minutes(5),
  /** How long to wait for permission to stop. If none comes, the service is unreachable, so no job can arrive either. */
  permission: seconds(120),
  /** How soon SIGINT is repeated. One that arrives before the listener has its handler is lost (Terminal.cs, Agent.cs). */
  interruptRepeat: seconds(2),
  /** How long after the first SIGINT a listener is killed. */
  kill: seconds(30),
  /** How often to look for a started job. Until it is seen, KEDA counts this pod as still on its way to a job. */
  alertPoll: milliseconds(250),
  /** How often to look for a started job when none is expected. */
  calmPoll: seconds(1),
  /** How long after a line of the listener's output the start of a job is expected. */
  alert: seconds(30),
  /** How often to look for the worker of a job that was taken. */
  takenLook: seconds(1),
  /** How often to look for a worker without any sign of a job. The listener writes a line before it starts a worker. */
  idleLook: seconds(60),
  /** How long to wait for the last lines of a program that has exited. A busy node may delay them. */
  lastOutput: seconds(5),
} as const;

/** How long an agent without a job waits before it deregisters. */
export const IDLE = {
  /** Default of the option `agentPools[].idleMinutes`. */
  option: minutes(1),
  /** Default of the variable AZP_IDLE_MINUTES, for a program that no stack has deployed. */
  program: minutes(10),
} as const;

/** Polling the queue of an agent pool. Defaults of the option `agentPools[].pollingSeconds`. */
export const POLLING = {
  /** With keda.trigger `metrics-api`: how often the scaler polls each agent pool. */
  scaler: seconds(2),
  /** With keda.trigger `azure-pipelines`: how often KEDA polls for each entry. */
  keda: seconds(10),
} as const;

/** An idle agent asks the scaler whether it may stay. */
export const STAY = {
  /** How long an agent that may stay waits before it asks again. */
  again: seconds(25),
  /** The longest time for one attempt to ask. The scaler answers from memory. */
  answer: seconds(3),
  /** How long asking is repeated without an answer. A replica of the scaler that restarts or hangs does not end idle agents. */
  limit: seconds(20),
} as const;

/** The registrar's limit for the length of a job, counted from the start of the job. */
export const JOB_LIMIT = {
  /**
   * How long a job may exceed its limit. The default of timeoutInMinutes in a pipeline is the default of jobTimeoutMinutes:
   * the service then cancels the job first, and the log of the job says why.
   */
  exceed: seconds(60),
  /** How long the agent may take to cancel its job, and to report that. It kills the processes of a step after 10 seconds. */
  cancel: seconds(90),
} as const;

/** The placeholder's rounds. */
export const PLACEHOLDER = {
  /** From the end of one round to the start of the next. Prometheus scrapes as often. Variable AZP_KEEP_SECONDS. */
  round: seconds(60),
  /** How long an agent without a pod must have been offline before it is deleted. Variable AZP_REAP_MINUTES. */
  reapAfter: minutes(15),
  /** After this time, a round begins to reap no further agent. Each throttled answer may take half a minute. */
  reaping: seconds(60),
  /** The longest time of a round, in addition to a registration. After it, the liveness probe fails. */
  hang: seconds(300),
} as const;

/** The scaler, which counts the jobs in the queue for KEDA. */
export const SCALER = {
  /** The longest time between two reads of a queue if the service asks for fewer calls. */
  longestPoll: seconds(60),
  /** How long a round waits for the service before it goes on without the answer. */
  patience: seconds(3),
  /**
   * A poll sooner than this after the one before, or after a new Job was seen, is answered with 0: KEDA may not see yet what it
   * has created.
   */
  repeat: milliseconds(400),
  /** A reading of the queue or of the Jobs older than this is not used: KEDA gets an error. */
  stale: seconds(15),
  /** After this time without a new list, no agent is asked for again: KEDA would replace Jobs that have ended unseen. */
  lateList: seconds(5),
  /** Between two lists of Jobs and pods. A watch reports changes in between. */
  list: seconds(2),
  /** How often the capabilities of each entry's placeholder are read. Only a new image or config changes them. */
  capabilities: minutes(5),
  /** How often the capabilities of a placeholder that is not registered yet are looked for. */
  capabilitiesMissing: seconds(10),
  /** The shortest time between two reads of capabilities, for jobs that no entry can take, and after a failure. */
  capabilitiesRetry: seconds(30),
  /** How often the parallel jobs are read while jobs wait, if the config says `bought`. */
  parallelJobsWaiting: seconds(60),
  /** How often the parallel jobs are read while no job waits. */
  parallelJobsIdle: minutes(5),
  /** How long arriving jobs are remembered, to recognise a stream. */
  arrivals: seconds(60),
  /** The periods in which arriving jobs are counted, to tell a stream from a burst. */
  arrivalPeriod: seconds(5),
  /** The shortest time without a new job after which a stream counts as over. */
  arrivalSilence: seconds(10),
  /** How long a pod that meets an obstacle may take to start. After that it does not count as on its way. */
  stuck: seconds(60),
  /** How long after its end a runner that ended with an error counts as failed. By then, GitHub has said whether it had a job. */
  failedRunner: seconds(10),
  /** How long to wait before the next attempt after a pod could not start. The wait doubles with each failure. */
  retry: seconds(60),
  /** The longest wait before the next attempt. */
  longestRetry: minutes(16),
  /** How often a decision that does not change is logged. `npm run status` reads the newest lines. */
  repeatLog: minutes(5),
  /** How long the main loop may hang. After that, the liveness probe fails. */
  hang: seconds(60),
} as const;

/** The scaler's sessions with GitHub, one for each runner pool. */
export const SCALE_SET = {
  /** How long GitHub keeps a poll open if there is no message (actions/scaleset, README). */
  longPoll: seconds(50),
  /** How often a replica tries to open a session that another replica has. GitHub ends an abandoned one after about 90 s. */
  takeOver: seconds(10),
  /** After this time without an answer in a session, another one is opened: GitHub has then given this one up. */
  givenUp: seconds(90),
  /** An answer without news that comes sooner than this is followed by a wait, which doubles with each further one. */
  quickAnswer: seconds(1),
  /**
   * How long a runner that has ended counts although no event says that it had a job: the event may be late. After that, its
   * job counts as waiting until the next numbers come.
   */
  lateEvent: seconds(60),
  /**
   * After this time without numbers, while there are jobs, a new session asks for them: the message that the last job has ended may
   * never come. Less than `lostRunner`.
   */
  recount: minutes(10),
  /** How long a job is remembered whose runner was lost. GitHub counts it as running for 10 to 15 minutes. */
  lostRunner: minutes(20),
  /** Between two lists of the registered runners, to find those whose pods have ended. */
  runners: minutes(5),
  /** How long closing the sessions may take when the scaler is asked to stop. Part of its grace period. */
  close: seconds(6),
} as const;

/** One call to a service. */
export const REQUEST = {
  /** The longest time for a call from a pod to Azure DevOps or Microsoft Entra ID. */
  azureDevOps: seconds(20),
  /** The longest time for a call from a pod to the Kubernetes API. */
  kubernetes: seconds(10),
  /** The cap on Retry-After. Azure DevOps counts calls in a sliding window of 5 minutes. */
  longestRetryAfter: minutes(10),
  /** The first wait before a call is retried. The wait doubles with each failure. */
  firstRetry: seconds(1),
  /** The longest wait before a call is retried. */
  longestRetry: seconds(30),
  /** How long a request to the placeholder's own server may take to arrive: it is one line and some headers. */
  arrival: seconds(5),
} as const;

/** Calls to GitHub, in addition to those of `REQUEST`. */
export const GITHUB_CALL = {
  /** The longest time for a call, but for a poll. */
  limit: seconds(20),
  /**
   * The longest time for a poll of a message queue. GitHub answers after about 50 seconds if there is no message
   * (actions/scaleset, README), and gives a session up that has not polled for about 90 seconds.
   */
  poll: seconds(75),
  /** A token that expires sooner than this is replaced before it is used. */
  tokenLeft: seconds(60),
  /** How far back the sign-in of a GitHub App is dated, in case the clocks differ. GitHub advises 60 seconds. */
  appSignInBack: seconds(60),
  /** How long the sign-in of a GitHub App holds from its date. GitHub accepts 10 minutes from now at most. */
  appSignIn: minutes(9),
  /** The first wait before a registration token is tried again that GitHub does not know yet. The wait doubles. */
  freshToken: seconds(1),
} as const;

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

/** How KEDA polls the scaler. */
export const NUMBERS = {
  /** Between two polls of an entry's number. KEDA accepts no shorter interval (apis/keda/v1alpha1/scaledjob_types.go). */
  poll: seconds(1),
  /** How long KEDA waits for an answer. Less than the interval, so that a replica that hangs delays no poll. */
  answer: milliseconds(900),
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

/** When operators are warned, by alerts, `npm run status` or `npm run doctor`. Alerts and commands share each threshold. */
export const WARN = {
  /** A job has waited in the queue for longer than this. Default of the option `monitoring.queueMinutes`. */
  queue: minutes(15),
  /** A pod has been Pending for longer than this. By then a node should exist and the image should be pulled. */
  podPending: minutes(5),
  /** The token expires sooner than this. */
  tokenExpiry: days(14),
  /** The agent image is older than this. It then lacks a month of security updates. */
  imageAge: days(30),
  /** AKS ends its support of the Kubernetes version sooner than this. An existing cluster is raised by one minor version at a time. */
  kubernetesSupport: days(90),
} as const;

/** The commands of operators: `npm run doctor`, `npm run status` and `npm run load-test`. */
export const OPERATE = {
  /** One call to Azure DevOps or to the cluster, sign-in included; one run of a program by `status` or `load-test`. */
  call: seconds(10),
  /** How long a token of the Azure CLI is used. It returns no token that has less than 5 minutes left. */
  tokenUse: minutes(4),
  /** One check of the doctor. */
  check: seconds(12),
  /** All checks of the doctor together. With its start and its end, the doctor takes 15 seconds at most. */
  doctor: seconds(14),
  /** Between two screens of `status`. Default of its option `--watch`. */
  watch: seconds(10),
  /** A decision in the scaler's log that is older than this does not count. The scaler logs each one at least every `SCALER.repeatLog`. */
  decision: minutes(6),
  /** How often the load test reads the state of its run. Default of its option `--every`. */
  loadTestPoll: seconds(5),
  /** When the load test cancels its run. Default of its option `--timeout`. */
  loadTest: minutes(60),
  /** From the end of the last job until the load test counts agents left behind. Default of its option `--leftovers-after`. */
  leftovers: seconds(120),
  /** How far the clocks of this machine and of GitHub may differ: how much earlier than now the load test looks for its run. */
  clocks: minutes(10),
  /** How long Azure DevOps or GitHub may be unreachable before the load test gives up. */
  outage: minutes(2),
} as const;
