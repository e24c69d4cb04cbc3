import type { AgentPool, AgentPoolRef, AgentService } from '../../providers/contract/agent-service';
import { ServiceError } from '../../providers/contract/service-error';
import type { PodList } from '../kubernetes/pod-list';
import type { JobWatch } from './job-watch';
import type { Metrics } from './metrics';
import type { Placeholder } from './placeholder';
import type { Reaper } from './reaper';
import type { Round } from './round';

/** The most finished jobs that one round counts. */
const MAX_FINISHED_JOBS = 100;

/** Lists the pods of the ScaledJob, and exposes metrics of them. */
export interface PodWatch {
  list(): Promise<PodList>;
  /** @param list undefined if the pods could not be listed */
  show(list: PodList | undefined): void;
}

export interface KeeperParts {
  readonly pool: AgentPoolRef;
  readonly service: Pick<AgentService, 'findManagedAgentPool' | 'agents' | 'jobs'>;
  readonly placeholder: Placeholder;
  /** Undefined if agents whose pods have ended are not to be reaped. */
  readonly reaper: Reaper | undefined;
  readonly jobs: JobWatch;
  readonly metrics: Metrics;
  /** Undefined outside Kubernetes. */
  readonly pods: PodWatch | undefined;
}

/**
 * Keeps the placeholder of an agent pool, reaps agents and exposes metrics, in rounds. Each round takes two calls, one for all
 * agents and one for the jobs; changes take more, see docs/placeholder.md. At the same time it lists the pods in Kubernetes,
 * whatever the service answers.
 */
export class Keeper {
  readonly #parts: KeeperParts;
  /** Looked up once, and again only after the service has said that it does not exist. */
  #pool: AgentPool | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  async run(round: Round): Promise<void> {
    await Promise.all([this.#showPods(round), this.#keepAgentPool(round)]);
  }

  async #showPods(round: Round): Promise<void> {
    const { pods } = this.#parts;
    pods?.show(await round.step('list the pods', () => pods.list()));
  }

  async #keepAgentPool(round: Round): Promise<void> {
    const { service, placeholder, reaper, jobs, metrics } = this.#parts;
    const pool = await round.step('find the agent pool', () => this.#notingFailure(() => this.#findAgentPool()));
    const agents = pool && (await round.step('list the agents', () => this.#notingFailure(() => service.agents(pool.id))));
    metrics.showAgents(agents?.value);
    if (pool && agents) {
      await round.step('keep the placeholder', () => this.#notingFailure(() => placeholder.ensure(pool, agents.value)));
      if (reaper) await round.step('reap agents whose pods have ended', () => reaper.reap(pool.id, agents));
    }
    metrics.showPlaceholder(placeholder.kept);
    const listing = pool && (await round.step('list the jobs', () => service.jobs(pool.id, MAX_FINISHED_JOBS)));
    jobs.show(listing);
  }

  async #findAgentPool(): Promise<AgentPool> {
    this.#pool ??= await this.#parts.service.findManagedAgentPool(this.#parts.pool);
    return this.#pool;
  }

  /** Runs a step on which the placeholder depends, and notes its failure. */
  async #notingFailure<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      this.#parts.placeholder.noteFailure(error);
      // The agent pool may have been renamed, or deleted and created again with another id.
      if (error instanceof ServiceError && error.fault === 'absent') this.#pool = undefined;
      throw error;
    }
  }
}
