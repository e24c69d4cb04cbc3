import type { Job } from '../../providers/contract/agent-service';

/** Enough for some hours of a busy agent pool. An answer contains the last hundred finished jobs. */
const MAX_IDS = 10_000;

/** Finds the jobs that were not seen before. Those of the first answer count as seen. */
export class SeenJobs {
  /** Oldest first. */
  readonly #seen = new Set<number>();
  #first = true;

  newOf(jobs: readonly Job[]): readonly Job[] {
    const isNew = this.#first ? () => false : ({ requestId }: Job) => !this.#seen.has(requestId);
    this.#first = false;
    const found = new Map(jobs.filter(isNew).map((job) => [job.requestId, job]));
    for (const { requestId } of jobs) {
      this.#seen.delete(requestId);
      this.#seen.add(requestId);
    }
    this.#forgetOldest(Math.max(MAX_IDS, jobs.length));
    return [...found.values()];
  }

  #forgetOldest(max: number): void {
    for (const id of this.#seen) {
      if (this.#seen.size <= max) return;
      this.#seen.delete(id);
    }
  }
}
