import type { ReceivedJob } from './queue';

// A service may count the jobs of each entry itself, and report changes. The other way, in queue.ts, is to read a queue.

/** The jobs of one entry at the time of an answer. */
export interface AssignedCount {
  /** Jobs that wait for an agent of the entry, and jobs that run. */
  readonly assigned: number;
  /** Jobs that run. */
  readonly running: number;
}

/** A job that an agent has begun. */
export type BegunJob = Omit<ReceivedJob, 'id'>;

/**
 * What the service says about one entry. The count is of the time of the answer. Events may be late, and they may be missing, so
 * nothing is counted by them.
 */
export interface AssignedJobs {
  /** Undefined if the answer has none: the count before holds. */
  readonly count: AssignedCount | undefined;
  /** How many jobs have arrived. */
  readonly arrived: number;
  readonly begun: readonly BegunJob[];
  /** Names of agents whose job has ended. */
  readonly ended: readonly string[];
}

/** An answer that says nothing new. */
export const NO_NEWS: AssignedJobs = { count: undefined, arrived: 0, begun: [], ended: [] };

/** Why there is no count of an entry: another replica of the scaler has the connection, or there is none. */
export type Closed = 'standby' | 'closed';

/** Takes what the service reports. */
export interface AssignedJobsSink {
  /** The service has answered. */
  noteAnswer(entry: string, jobs: AssignedJobs): void;
  /** A request has failed. The connection is still there. */
  noteFailure(entry: string): void;
  /** The service counts anew: no count includes jobs that agents have now, and agents that are idle now get no job. */
  noteRecreated(entry: string): void;
  /** There is no connection. */
  noteClosed(entry: string, why: Closed): void;
}
