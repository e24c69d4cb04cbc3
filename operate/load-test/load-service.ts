import type { Agent, AgentPool } from '../../providers/contract/agent-service';
import type { LoadJob } from './job';
import type { Report } from './report';

/** A run that was started. */
export interface StartedRun {
  readonly id: number;
  /** Milliseconds since 1970 by the service's clock. */
  readonly createdDate: number | undefined;
}

/** A run at one moment. */
export interface RunState {
  readonly isOver: boolean;
  readonly result: string | undefined;
  readonly jobs: readonly LoadJob[];
}

export interface StartOptions {
  /** Branch or tag, such as refs/heads/main. @default - that of the pipeline, or the default branch of the repository */
  readonly ref: string | undefined;
  /** Parameters of the pipeline, or inputs of the workflow. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The service that runs the jobs of a load test. While it is busy or unreachable, each method tries again, for at most
 * `OPERATE.outage` and until `stop` is aborted; then it throws a ServiceError.
 */
export interface LoadService {
  /** URL of a run, for people. */
  runUrl(runId: number): string;
  /** The time from which it measures the wait of a job. @param canRead whether the identity may read the agent pool */
  waitsFrom(canRead: boolean): Report['waitsFrom'];
  /** What is said if the identity may not read the agent pool. */
  unreadable(agentPool: string | number): readonly string[];
  /** The id of a pipeline or workflow. */
  pipelineId(nameOrId: string, stop: AbortSignal): Promise<number>;
  /** The agent pool or scale set; undefined if the identity may not read it. */
  agentPool(nameOrId: string | number, stop: AbortSignal): Promise<AgentPool | undefined>;
  agents(poolId: number, stop: AbortSignal): Promise<readonly Agent[]>;
  /** Starts a run. Without an answer it does not try again, because the run may exist. */
  start(pipelineId: number, options: StartOptions, stop: AbortSignal): Promise<StartedRun>;
  /**
   * Returns a function that reads the state of a run.
   * @param poolId undefined if the identity may not read the agent pool; jobs then count as queued since the run was created
   */
  reader(run: StartedRun, poolId: number | undefined): (stop: AbortSignal) => Promise<RunState>;
  /** Returns when the service has accepted the request to cancel. */
  cancel(runId: number): Promise<void>;
}
