/**
 * The states of a job. With mode `acquire`, a job is `available` until a scale set acquires it. An `assigned` job counts for
 * its scale set, with or without a runner; it is `running` once a runner has acquired it.
 */
export type JobState = 'queued' | 'available' | 'acquired' | 'assigned' | 'running' | 'completed';

/** How a job ends, in the spelling of the messages. */
export type JobResult = 'succeeded' | 'failed' | 'canceled';

/** One job of a workflow run. Records are immutable. Times are milliseconds since 1970. */
export interface JobRecord {
  /** Id in the REST API; it stays the same. */
  readonly id: number;
  /** Id in the messages; each new assignment has another. */
  readonly jobId: string;
  readonly runId: number;
  readonly name: string;
  /** Full name, such as `contoso/app`. */
  readonly repository: string;
  /** What `runs-on` asks for. */
  readonly labels: readonly string[];
  readonly queueTime: number;
  readonly state: JobState;
  /** The id that a scale set acquires it by. 0 with mode `direct`. */
  readonly requestId: number;
  /** Scale sets that may acquire it. */
  readonly offeredTo: readonly number[];
  /** Ids of sessions that announced a capacity of 0 while the job waited: they never get it. */
  readonly missedBy: readonly string[];
  readonly scaleSetId?: number | undefined;
  /** Number of times that it was assigned to a scale set. */
  readonly assignments: number;
  readonly assignTime?: number | undefined;
  readonly runnerId?: number | undefined;
  readonly runnerName?: string | undefined;
  readonly runnerAssignTime?: number | undefined;
  readonly startTime?: number | undefined;
  readonly finishTime?: number | undefined;
  readonly result?: JobResult | undefined;
  /** Whether it runs and was asked to end. */
  readonly cancelling: boolean;
  /** Why it failed without a result of its runner. */
  readonly issue?: string | undefined;
  /** How long a job without a script runs, in seconds. */
  readonly seconds: number;
  /** Bash script of the job's step. */
  readonly script?: string | undefined;
  /** Output of the script. */
  readonly log: string;
}

/** The job without a scale set and a runner, as it waits in the queue. */
export const unassigned = (job: JobRecord): JobRecord => ({
  ...withoutRunner(job),
  state: 'queued',
  requestId: 0,
  offeredTo: [],
  scaleSetId: undefined,
  assignTime: undefined,
});

/** The job without its runner. */
export const withoutRunner = (job: JobRecord): JobRecord => ({
  ...job,
  runnerId: undefined,
  runnerName: undefined,
  runnerAssignTime: undefined,
});
