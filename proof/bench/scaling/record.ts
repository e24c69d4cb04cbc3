/** Everything that was observed in one run. Times are seconds from the start of its load, by the clock of this machine. */
export interface RunRecord {
  readonly variant: string;
  readonly load: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly jobs: readonly JobRecord[];
  readonly pods: readonly PodRecord[];
  /** End of the last job, or the time at which the run was given up. */
  readonly endedAt: number;
  /** End of the observation: when nothing was left, at the latest after `Conditions.leftoverSeconds`. */
  readonly observedUntil: number;
  /** Number of agents that the variant keeps idle on purpose. They are part of the numbers that are left. */
  readonly kept: number;
  /** Number of agents, without the placeholder, that were still registered at `observedUntil`. */
  readonly agentsLeft: number;
  /** Number of agent pods that were unfinished at `observedUntil`. */
  readonly podsLeft: number;
  /** Requests to the service until `observedUntil`, by caller. */
  readonly calls: Calls;
  /** What the machine did until `endedAt`. */
  readonly cpu: CpuUse;
}

/** Bare pods and bare agents that were created by plain Jobs at the times at which a load queues its jobs: what the machine itself needs. */
export interface FloorRecord {
  readonly load: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Seconds from the creation of each Job to the start of the program in its container. */
  readonly starts: readonly number[];
  /** Seconds from the queueing of each job to its first step with bare agents. Empty if the maximum of agents decides. */
  readonly agentWaits: readonly number[];
  readonly cpu: CpuUse;
}

export interface CpuUse {
  /** Share of the time of all cores that they were busy. */
  readonly busy: number;
  /** Share of the seconds in which nearly no core was idle. */
  readonly saturated: number;
  /** CPU seconds of KEDA's operator; undefined if the cluster's processes are not on this machine. */
  readonly kedaSeconds?: number;
}

export interface JobRecord {
  readonly queued: number;
  /** Start of the first step; undefined if the job never ran. */
  readonly started?: number;
  /** End of the job; undefined if it was never over. */
  readonly finished?: number;
  readonly result?: string;
  /** Whether the load cancelled the job. */
  readonly cancelled: boolean;
  /** CPU seconds of its pod from the creation to the first step; undefined if the cluster's processes are not on this machine. */
  readonly cpuSeconds?: number;
}

/** An agent pod. `scheduled` or `finished` is missing if that never happened. */
export interface PodRecord {
  readonly scheduled?: number;
  readonly finished?: number;
}

export interface Calls {
  /** Calls of KEDA, and of the scaler of a variant that has one. They do not depend on jobs. */
  readonly queue: number;
  /** Calls of the same callers that jobs cause: for the jobs of one workflow run, for a message about jobs. @default 0 */
  readonly queuePerJob?: number;
  /** Calls of the placeholder, which do not depend on jobs either. */
  readonly placeholder: number;
  /** Sessions, messages and renewals. Every agent with a job needs them, in every variant. */
  readonly listeners: number;
  /** Registration and removal of agents. */
  readonly agents: number;
}
