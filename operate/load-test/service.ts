import type { Build, Builds, Run, RunOptions, TimelineRecord } from '../../providers/azure-devops/client/builds';
import type { DevOps } from '../../providers/azure-devops/client/client';
import { DevOpsError } from '../../providers/azure-devops/client/error';
import type { JobRequest } from '../../providers/azure-devops/client/types';
import type { Agent, AgentPool } from '../../providers/contract/agent-service';
import { type Retries, retrying } from '../../providers/contract/retrying';
import { isTransient } from '../../providers/contract/service-error';

/** How long the service may be away before the load test gives up. */
const PATIENCE_MS = 2 * 60_000;

/** What waiting for the service needs. */
export type Waiting = Pick<Retries, 'clock' | 'onWait'>;

/** The calls of a load test, each tried again while the service is busy or away. */
export class Service {
  readonly #builds: Builds;
  readonly #devOps: DevOps;
  readonly #waiting: Waiting;

  constructor(builds: Builds, devOps: DevOps, waiting: Waiting) {
    this.#builds = builds;
    this.#devOps = devOps;
    this.#waiting = waiting;
  }

  /** The pipeline of this name, or with this id in digits. @throws DevOpsError when there is none or are several */
  async pipelineId(nameOrId: string, project: string, stop: AbortSignal): Promise<number> {
    if (/^\d+$/.test(nameOrId)) return Number(nameOrId);
    const found = await this.#retrying(() => this.#builds.findPipelines(nameOrId), stop);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first.id;
    const what = first === undefined ? 'not found' : `is there ${found.length} times, with the ids ${found.map(({ id }) => id).join(', ')}`;
    const remedy =
      first === undefined ? 'create it from pipelines/load-test.yml (docs/load-test.md), or name another by --pipeline' : 'give an id';
    throw new DevOpsError(`pipeline "${nameOrId}" ${what} in project "${project}": ${remedy}`, { fault: 'absent' });
  }

  /** Starts a run. Without an answer it is not tried again: the run may be there. */
  start(pipelineId: number, options: RunOptions, stop: AbortSignal): Promise<Run> {
    const isRetryable = (error: unknown) => isTransient(error) && error instanceof DevOpsError && error.status >= 400;
    return this.#retrying(() => this.#builds.run(pipelineId, options), stop, isRetryable);
  }

  build(buildId: number, stop: AbortSignal): Promise<Build> {
    return this.#retrying(() => this.#builds.build(buildId), stop);
  }

  timeline(buildId: number, stop: AbortSignal): Promise<readonly TimelineRecord[]> {
    return this.#retrying(() => this.#builds.timeline(buildId), stop);
  }

  async cancel(buildId: number): Promise<void> {
    await this.#retrying(() => this.#builds.cancel(buildId), new AbortController().signal);
  }

  /** The agent pool, or undefined when the identity may not read it. */
  async pool(nameOrId: string | number, stop: AbortSignal): Promise<AgentPool | undefined> {
    const ref = typeof nameOrId === 'number' ? { id: nameOrId } : { name: nameOrId };
    return this.#retrying(() => this.#devOps.findPool(ref), stop).catch((error: unknown) => {
      if (error instanceof DevOpsError && error.fault === 'right') return undefined;
      throw error;
    });
  }

  async requests(poolId: number, planId: string, stop: AbortSignal): Promise<readonly JobRequest[]> {
    return (await this.#retrying(() => this.#devOps.jobRequestsOfPlan(poolId, planId), stop)).value;
  }

  async agents(poolId: number, stop: AbortSignal): Promise<readonly Agent[]> {
    return (await this.#retrying(() => this.#devOps.agents(poolId), stop)).value;
  }

  #retrying<T>(attempt: () => Promise<T>, stop: AbortSignal, isRetryable: (error: unknown) => boolean = isTransient): Promise<T> {
    const { clock } = this.#waiting;
    return retrying(attempt, { ...this.#waiting, deadline: clock.now() + PATIENCE_MS, stop, isRetryable });
  }
}
