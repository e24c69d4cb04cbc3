/** A job of a load. Times are in seconds; `at` and `cancelAt` are from the start of the load. */
export interface PlannedJob {
  /** When the job is queued. */
  readonly at: number;
  /** How long its step runs. */
  readonly runSeconds: number;
  /** When the job is cancelled. @default - never */
  readonly cancelAt?: number;
}

/** A series of jobs, the same for every variant. */
export interface Load {
  readonly id: string;
  readonly title: string;
  readonly jobs: readonly PlannedJob[];
}
