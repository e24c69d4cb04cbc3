import { type Build, type BuildStatus, resultOf, statusOf } from './build';
import type { JobRequest, Result } from './job-request';
import type { Store } from './store';

/** A queued job as a test holds it: every property tells what is so now. */
export class Job {
  readonly buildId: number;
  /** Undefined when the job was refused: no registered agent met its demands. */
  readonly requestId: number | undefined;
  readonly #jobId: string;
  readonly #store: Store;

  constructor(store: Store, { id, jobId, requestId }: Build) {
    this.buildId = id;
    this.requestId = requestId;
    this.#jobId = jobId;
    this.#store = store;
  }

  get build(): Build {
    return this.#store.job(this.#jobId);
  }

  get request(): JobRequest | undefined {
    return this.#store.requestOf(this.build);
  }

  get status(): BuildStatus {
    return statusOf(this.build, this.request);
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
    return this.build.log;
  }
}
