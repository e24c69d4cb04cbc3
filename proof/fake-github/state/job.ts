import type { JobRecord, JobResult, JobState } from './job-record';
import type { Store } from './store';

/** A test's handle of a job. Every property returns the current value. */
export class Job {
  /** Id in the REST API. */
  readonly id: number;
  readonly runId: number;
  readonly #store: Store;

  constructor(store: Store, { id, runId }: Pick<JobRecord, 'id' | 'runId'>) {
    this.id = id;
    this.runId = runId;
    this.#store = store;
  }

  get record(): JobRecord {
    return this.#store.job(this.id);
  }

  get state(): JobState {
    return this.record.state;
  }

  get result(): JobResult | undefined {
    return this.record.result;
  }

  /** Id in the messages; each new assignment has another. */
  get jobId(): string {
    return this.record.jobId;
  }

  /** Name of the runner that has, or had, the job. */
  get runnerName(): string | undefined {
    return this.record.runnerName;
  }

  /** Output of the job's script. */
  get log(): string {
    return this.record.log;
  }
}
