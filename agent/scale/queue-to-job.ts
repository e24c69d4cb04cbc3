import type { BegunJob } from '../../providers/contract/assigned-jobs';
import type { ReceivedJob } from '../../providers/contract/queue';
import type { TrackedAgent } from './agent-tracker';

/** How long a job waited until the Job of its agent was created, in seconds, with the entry of the agent. */
export interface Wait {
  readonly entry: string;
  readonly seconds: number;
}

/** How long jobs in queues waited until the Job of their agent was created. */
export class QueueToJob {
  #seen: ReadonlySet<number> | undefined;

  /** The waits of jobs that were received since the last call. The first call only records which jobs are old. */
  waits(received: readonly ReceivedJob[], agents: readonly TrackedAgent[]): readonly Wait[] {
    const fresh = this.#seen === undefined ? [] : received.filter(({ id }) => !this.#seen?.has(id));
    this.#seen = new Set(received.map(({ id }) => id));
    return waitsOf(fresh, agents);
  }
}

/** The waits of jobs whose agents are known. */
export function waitsOf(jobs: readonly BegunJob[], agents: readonly TrackedAgent[]): readonly Wait[] {
  return jobs.flatMap(({ agent, queuedAt }) => {
    const found = agents.find(({ pod }) => pod?.metadata.name === agent);
    const createdAt = Date.parse(found?.job.metadata.creationTimestamp ?? '');
    // A warm agent existed before its job. The clocks of both services may differ too.
    return found === undefined || queuedAt === undefined || Number.isNaN(createdAt)
      ? []
      : [{ entry: found.entry, seconds: Math.max(0, createdAt - queuedAt) / 1000 }];
  });
}
