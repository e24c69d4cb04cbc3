import type { DevOps } from '../../providers/azure-devops/client/client';
import type { AgentPool, AgentPoolRef } from '../../providers/contract/agent-service';
import { ServiceError } from '../../providers/contract/service-error';
import type { JobWatch } from './job-watch';
import type { Metrics } from './metrics';
import type { Placeholder } from './placeholder';
import type { PodList } from './pod-list';
import type { Reaper } from './reaper';
import type { Round } from './round';

/** The most finished jobs that one round can count. */
const FINISHED_JOBS = 100;

/** Looks at the pods of the ScaledJob. */
export interface PodWatch {
  list(): Promise<PodList>;
  /** @param list undefined when there is none */
  show(list: PodList | undefined): void;
}

export interface KeeperParts {
  readonly pool: AgentPoolRef;
  readonly devops: Pick<DevOps, 'findManagedPool' | 'agents' | 'jobs'>;
  readonly placeholder: Placeholder;
  /** Undefined where agents whose pods have ended are not deleted. */
  readonly reaper: Reaper | undefined;
  readonly jobs: JobWatch;
  readonly metrics: Metrics;
  /** Undefined where the pods cannot be known. */
  readonly pods: PodWatch | undefined;
}

/**
 * Looks after an agent pool, round by round. A round takes two calls, one for all agents and one for the jobs; what is then
 * to be done takes more, see docs/placeholder.md. Kubernetes is asked beside them, whatever Azure DevOps says.
 */
export class Keeper {
  readonly #parts: KeeperParts;
  /** Asked for once. */
  #pool: AgentPool | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  async run(round: Round): Promise<void> {
    await Promise.all([this.#lookAtPods(round), this.#lookAfterPool(round)]);
  }

  async #lookAtPods(round: Round): Promise<void> {
    const { pods } = this.#parts;
    pods?.show(await round.step('list the pods', () => pods.list()));
  }

  async #lookAfterPool(round: Round): Promise<void> {
    const { devops, placeholder, reaper, jobs, metrics } = this.#parts;
    const pool = await round.step('find the agent pool', () => this.#learning(() => this.#findPool()));
    const agents = pool && (await round.step('list the agents', () => this.#learning(() => devops.agents(pool.id))));
    metrics.showAgents(agents?.value);
    if (pool && agents) {
      await round.step('keep the placeholder', () => this.#learning(() => placeholder.ensure(pool, agents.value)));
      if (reaper) await round.step('delete agents whose pods have ended', () => reaper.reap(pool.id, agents));
    }
    metrics.showPlaceholder(placeholder.kept);
    const requests = pool && (await round.step('read the job requests', () => devops.jobs(pool.id, FINISHED_JOBS)));
    jobs.show(requests);
  }

  async #findPool(): Promise<AgentPool> {
    this.#pool ??= await this.#parts.devops.findManagedPool(this.#parts.pool);
    return this.#pool;
  }

  async #learning<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.#parts.placeholder.doubt(error);
      // The agent pool may have been renamed, or deleted and made again with another id.
      if (error instanceof ServiceError && error.fault === 'absent') this.#pool = undefined;
      throw error;
    }
  }
}
