import type { Job } from '../../providers/contract/agent-service';

/** Some hours of a busy agent pool; an answer holds the last hundred finished jobs. */
const MOST_IDS = 10_000;

/** Tells the job requests that were not seen before. Those of the first answer are taken as seen. */
export class FirstSight {
  /** Oldest first. */
  readonly #seen = new Set<number>();
  #first = true;

  among(requests: readonly Job[]): readonly Job[] {
    const isNew = this.#first ? () => false : ({ requestId }: Job) => !this.#seen.has(requestId);
    this.#first = false;
    const news = new Map(requests.filter(isNew).map((request) => [request.requestId, request]));
    for (const { requestId } of requests) {
      this.#seen.delete(requestId);
      this.#seen.add(requestId);
    }
    this.#forgetOldest(Math.max(MOST_IDS, requests.length));
    return [...news.values()];
  }

  #forgetOldest(most: number): void {
    for (const id of this.#seen) {
      if (this.#seen.size <= most) return;
      this.#seen.delete(id);
    }
  }
}
