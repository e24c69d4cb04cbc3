import type { Log } from '../process/log';
import type { TrackedAgent } from './agent-tracker';
import type { KubernetesView } from './kubernetes-view';
import type { Scaler } from './scaler';

/** How many Jobs are deleted at the same time. */
const BATCH = 10;

export interface StuckJobsParts {
  readonly scaler: Pick<Scaler, 'jobsToDelete'>;
  readonly view: Pick<KubernetesView, 'deleteJob'>;
  readonly log: Log;
}

/** Deletes Jobs whose pod cannot start. */
export class StuckJobs {
  readonly #parts: StuckJobsParts;

  constructor(parts: StuckJobsParts) {
    this.#parts = parts;
  }

  /** A pod may start meanwhile, so each batch is chosen anew. @throws the first failure, after all have been tried or a batch has failed */
  async delete(): Promise<void> {
    const tried = new Set<string>();
    const failures: unknown[] = [];
    for (;;) {
      const batch = this.#parts.scaler.jobsToDelete().filter(({ job }) => !tried.has(job.metadata.uid));
      if (batch.length === 0) break;
      const results = await Promise.allSettled(batch.slice(0, BATCH).map((agent) => this.#delete(agent, tried)));
      const failed = results.filter((result) => result.status === 'rejected');
      failures.push(...failed.map((result) => result.reason));
      if (failed.length === results.length) break;
    }
    if (failures.length > 0) throw failures[0];
  }

  async #delete({ job, state }: TrackedAgent, tried: Set<string>): Promise<void> {
    tried.add(job.metadata.uid);
    await this.#parts.view.deleteJob(job);
    this.#parts.log.warn('deleted a Job whose pod cannot start', { job: job.metadata.name, reason: state.obstacle });
  }
}
