/** Everything that was observed in one run. Times are seconds from the start of its load, by the clock of this machine. */
export interface RunRecord {
  readonly variant: string;
  readonly load: string;
  readonly jobs: readonly JobRecord[];
  readonly pods: readonly PodRecord[];
  /** End of the last job, or the time at which the run was given up. */
  readonly endedAt: number;
  /** End of the observation: some minutes later, see `Results.leftoverSeconds`. */
  readonly observedUntil: number;
  /** Number of agents, without the placeholder, that were still registered at `observedUntil`. */
  readonly agentsLeft: number;
  /** Number of agent pods that were unfinished at `observedUntil`. */
  readonly podsLeft: number;
  /** Requests to Azure DevOps until `observedUntil`, by caller. */
  readonly calls: Calls;
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
}

/** An agent pod. `scheduled` or `finished` is missing if that never happened. */
export interface PodRecord {
  readonly scheduled?: number;
  readonly finished?: number;
}

export interface Calls {
  readonly keda: number;
  /** Sessions, messages and renewals. Every agent with a job needs them, in every variant. */
  readonly listeners: number;
  /** Registration and removal of agents, and calls of the placeholder. */
  readonly others: number;
}
