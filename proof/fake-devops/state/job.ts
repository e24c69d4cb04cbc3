import { type JobRecord, type JobStatus, resultOf, statusOf } from './job-record';
import type { JobRequest, Result } from './job-request';
import type { Store } from './store';

/** A queued job as a test holds it: every property tells what is so now. */
export class Job {
  readonly buildId: number;
  /** Undefined when the job was refused: no registered agent met its demands. */
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

  /** What the job's script has written. */
  get log(): string {
    return this.record.log;
  }
}
