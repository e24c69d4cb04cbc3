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
  /** The maximum of agents, the same for all variants. The published values are 10 (tutorials, KEDA, Microsoft Learn) and 100 (blue-agent). */
  readonly maxAgents: number;
}

/** Whether a load can have more jobs at the same time than agents, so that the maximum decides how long jobs wait. */
export const isLimited = ({ jobs, maxAgents }: Load): boolean => jobs.filter(({ at }) => at === jobs[0]?.at).length > maxAgents;
