import type { JobRuns } from './job-runs';
import type { Runner } from './runner';
import type { Runners } from './runners';
import type { Store } from './store';

interface SceneServices {
  readonly store: Store;
  readonly runners: Runners;
  readonly jobRuns: JobRuns;
}

/** Runners without a listener, which tests move by hand: they go online and offline, and acquire the job that they are sent. */
export class SceneRunners {
  readonly #services: SceneServices;
  readonly #acquiring = new Set<number>();

  constructor(services: SceneServices) {
    this.#services = services;
    services.store.events.on('change', () => this.#acquireJobs());
  }

  /** @param acquires whether it acquires the job that it is sent */
  connect(runner: Runner, acquires: boolean): void {
    if (acquires) this.#acquiring.add(runner.id);
    this.#services.runners.connected(runner);
    this.#services.store.putRunner({ ...runner, status: 'online' });
  }

  /** As if its process was killed: the server learns nothing about its job. */
  disconnect(runner: Runner): void {
    this.#acquiring.delete(runner.id);
    this.#services.store.putRunner({ ...runner, status: 'offline' });
  }

  #acquireJobs(): void {
    const { store, jobRuns } = this.#services;
    for (const id of this.#acquiring) {
      const runner = store.findRunner(id);
      if (runner === undefined) this.#acquiring.delete(id);
      if (runner?.jobId === undefined) continue;
      const job = store.job(runner.jobId);
      if (job.state === 'assigned') jobRuns.acquire(job.jobId, id);
    }
  }
}
