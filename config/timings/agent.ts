import { milliseconds, minutes, seconds } from '../../lib/duration';

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
