/** A job as it will be queued. All in seconds, `at` and `cancelAt` from the start of the load. */
export interface PlannedJob {
  readonly at: number;
  /** How long its step runs. */
  readonly runs: number;
  /** When its build is cancelled. @default - never */
  readonly cancelAt?: number;
}

/** Jobs that come in a certain way, the same for every variant. */
export interface Load {
  readonly id: string;
  readonly title: string;
  readonly jobs: readonly PlannedJob[];
}
