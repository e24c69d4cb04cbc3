import { nextPair } from './assignment';
import { phaseOf } from './job-request';
import type { Jobs } from './jobs';
import type { Store } from './store';

/** Brings queued jobs and idle agents together after every change. */
export class Dispatcher {
  readonly #store: Store;
  readonly #jobs: Jobs;
  #running = false;

  constructor(store: Store, jobs: Jobs) {
    this.#store = store;
    this.#jobs = jobs;
    store.events.on('change', () => this.#changed());
  }

  #changed(): void {
    this.#run();
    const { pickupDelayMs } = this.#store.settings;
    if (pickupDelayMs > 0 && !this.#running) this.#store.clock.after(pickupDelayMs, () => this.#run());
  }

  /** An assignment is a change itself: what it triggers waits for the loop that is under way. */
  #run(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (const pool of this.#store.pools) {
        for (let pair = this.#next(pool); pair !== undefined; pair = this.#next(pool)) this.#jobs.reserve(pool, pair.request, pair.agent);
      }
    } finally {
      this.#running = false;
    }
  }

  #next(pool: Store['pools'][number]) {
    const { clock, settings, pools } = this.#store;
    const busy = pools.flatMap(({ requests }) => requests).filter((request) => ['assigned', 'running'].includes(phaseOf(request)));
    if (busy.length >= settings.parallelJobs) return undefined;
    return nextPair(pool.requests, pool.agents, { now: clock.now(), pickupDelayMs: settings.pickupDelayMs });
  }
}
