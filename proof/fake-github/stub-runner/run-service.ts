import { request } from './http';
import type { JobMessage } from './job-message';
import type { TaskResult } from './return-code';

/** The calls about one job, with the token of its runner. */
export class RunService {
  readonly #url: string;
  readonly #authorization: () => Promise<string>;

  constructor(url: string, authorization: () => Promise<string>) {
    this.#url = url;
    this.#authorization = authorization;
  }

  /** @throws ServiceError 404, 409 or 422 if the runner does not get the job */
  async acquire(jobMessageId: string): Promise<JobMessage> {
    const job = await this.#post<JobMessage>('acquirejob', { jobMessageId, runnerOS: 'Linux' });
    if (job === undefined) throw new Error('The server returned no job.');
    return job;
  }

  /** Renews the lock of the job. @throws ServiceError 404 if the job has ended */
  async renew(jobId: string): Promise<void> {
    await this.#post('renewjob', { jobId });
  }

  async complete(jobId: string, conclusion: TaskResult): Promise<void> {
    await this.#post('completejob', { jobId, conclusion });
  }

  /** Appends to the job's log. Invented for the fake. */
  async log(jobId: string, text: string): Promise<void> {
    await this.#post(`../stub/logs/${jobId}`, text);
  }

  async #post<T>(path: string, body: unknown): Promise<T | undefined> {
    return request<T>({ method: 'POST', url: new URL(path, `${this.#url}/`).href, authorization: await this.#authorization(), body });
  }
}
