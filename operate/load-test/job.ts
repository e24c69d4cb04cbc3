/** A job of the load, from its queueing to its end. Times are milliseconds since 1970 by the service's clock. */
export interface LoadJob {
  readonly id: string;
  readonly name: string;
  readonly queued: number | undefined;
  /** When it was assigned to an agent. */
  readonly assigned: number | undefined;
  /** When the agent's worker started it. */
  readonly started: number | undefined;
  readonly finished: number | undefined;
  readonly result: string | undefined;
  readonly agent: string | undefined;
  /** The first error that the service reports for it. */
  readonly issue: string | undefined;
}

/** `queued`: without an agent; `starting`: assigned to an agent; `running`: started by the agent's worker. */
export type JobPhase = 'queued' | 'starting' | 'running' | 'finished';

export function phaseOf({ assigned, started, finished, result }: LoadJob): JobPhase {
  if (finished !== undefined || result !== undefined) return 'finished';
  if (started !== undefined) return 'running';
  return assigned === undefined ? 'queued' : 'starting';
}
