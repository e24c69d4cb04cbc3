/** A job in the queue that no agent has received. */
export interface WaitingJob {
  readonly id: number;
  /** Names of the entries whose agents may take it, in order of preference. */
  readonly fits: readonly string[];
  /** The agent of this deployment to which the service has assigned it, which has not received it yet. */
  readonly assignedTo: string | undefined;
  /** Whether it counts against the parallel jobs of the organisation. */
  readonly limited: boolean;
}

/** A waiting job with its place in the queue. */
export interface QueuedJob extends WaitingJob {
  /** Milliseconds since 1970 by the service's clock. */
  readonly queuedAt: number | undefined;
}

/** A job that an agent has received and that has not finished. */
export interface ReceivedJob {
  readonly id: number;
  readonly agent: string;
  /** Milliseconds since 1970 by the service's clock. */
  readonly queuedAt: number | undefined;
  /** Milliseconds since 1970 by the service's clock. */
  readonly receivedAt: number | undefined;
}

/** The queue of one agent pool, read in one answer of the service. */
export interface QueueReading {
  /** In the order of the queue. */
  readonly waiting: readonly QueuedJob[];
  readonly received: readonly ReceivedJob[];
}

/** Reads the queue that some entries share. */
export interface QueueSource {
  /** Name or id of the queue, for messages. */
  readonly title: string;
  /** Names of the entries. */
  readonly entries: readonly string[];
  /** @throws ServiceError */
  read(): Promise<QueueReading>;
}

/** The parallel jobs of an organisation. */
export interface ParallelJobsReading {
  /** Undefined if the service does not say. */
  readonly bought: number | undefined;
  /** Parallel jobs that others than the agents of this deployment use. */
  readonly others: number;
}

/** Reads how many jobs may run at the same time. */
export interface ParallelJobsSource {
  /** @throws ServiceError */
  read(): Promise<ParallelJobsReading>;
}
