import { type JobRecord, type JobStatus, resultOf, statusOf } from './job-record';
import type { JobRequest, Result } from './job-request';
import type { Store } from './store';

/** A test's handle of a job. Every property returns the current value. */
export class Job {
  readonly buildId: number;
  /** Undefined if the job was refused because no registered agent met its demands. */
  readonly requestId: number | undefined;
  readonly #jobId: string;
  readonly #store: Store;

  constructor(store: Store, { buildId, jobId, requestId }: JobRecord) {
    this.buildId = buildId;
    this.requestId = requestId;
    this.#jobId = jobId;
    this.#store = store;
  }

  get record(): JobRecord {
    return this.#store.job(this.#jobId);
  }

  get request(): JobRequest | undefined {
    return this.#store.requestOf(this.record);
  }

  get status(): JobStatus {
    return statusOf(this.record, this.request);
  }

  get result(): Result | undefined {
    return resultOf(this.request);
  }

  /** Name of the agent that has, or had, the job. */
  get agentName(): string | undefined {
    return this.request?.reservedAgent?.name;
  }

  /** Output of the job's script. */
  get log(): string {
    return this.record.log;
  }
}
