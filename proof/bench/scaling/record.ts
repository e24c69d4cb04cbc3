/** Everything that was seen of one run. Times are seconds from the start of its load, by the clock of this machine. */
export interface RunRecord {
  readonly variant: string;
  readonly load: string;
  readonly jobs: readonly JobRecord[];
  readonly pods: readonly PodRecord[];
  /** When the last job was over, or the run was given up. */
  readonly endedAt: number;
  /** When what is left was counted: some minutes later, see `Results.leftoverSeconds`. */
  readonly observedUntil: number;
  /** Agents still registered then, without the placeholder. */
  readonly agentsLeft: number;
  /** Agent pods that had not finished then. */
  readonly podsLeft: number;
  /** Requests to Azure DevOps from 0 to `observedUntil`, by who made them. */
  readonly calls: Calls;
}

export interface JobRecord {
  readonly queued: number;
  /** When its first step began; undefined when it never ran. */
  readonly started?: number;
  /** Undefined when it was never over. */
  readonly finished?: number;
  readonly result?: string;
  /** It was the load that cancelled it. */
  readonly cancelled: boolean;
}

/** An agent pod; one that was never scheduled has no `scheduled`, one that never finished no `finished`. */
export interface PodRecord {
  readonly scheduled?: number;
  readonly finished?: number;
}

export interface Calls {
  readonly keda: number;
  /** Sessions, messages, renewals: what an agent with a job needs, whoever made it. */
  readonly listeners: number;
  /** Registration and removal of agents, and the placeholder. */
  readonly others: number;
}
