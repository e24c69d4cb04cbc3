import { setTimeout as delay } from 'node:timers/promises';
import { print, stamp } from '../../fake-devops/stub-agent/terminal';
import { within } from '../../fake-devops/stub-agent/within';
import { WorkerProcess } from '../../fake-devops/stub-agent/worker-process';
import type { Behaviour } from './behaviour';
import type { JobMessage, JobOrder, WorkerMessage } from './job-message';
import { resultOf, type TaskResult } from './return-code';
import type { RunService } from './run-service';

const RENEW_MS = 60_000;

export interface JobOptions {
  readonly home: string;
  readonly order: JobOrder;
  readonly runService: RunService;
}

interface Cancellation {
  /** How long the worker may take to end the job; undefined means no limit. */
  readonly limitMs?: number;
}

/** One job that the listener has acquired, to its end (actions/runner, JobDispatcher.cs). */
export class Job {
  readonly #options: JobOptions;
  readonly #cancelled: Promise<Cancellation>;
  /** Cancels the job; only the first call has an effect. */
  cancel: (cancellation: Cancellation) => void = () => {};

  constructor(options: JobOptions) {
    this.#options = options;
    this.#cancelled = new Promise((resolve) => {
      this.cancel = resolve;
    });
  }

  get #job(): JobMessage {
    return this.#options.order.job;
  }

  get id(): string {
    return this.#job.jobId;
  }

  /** Runs the job in a worker, after the first renewal of its lock. */
  async run(): Promise<void> {
    const { home, order, runService } = this.#options;
    print(`${stamp()}: Running job: ${this.#job.jobDisplayName}`);
    const ended = new AbortController();
    await runService.renew(this.id);
    void this.#renewUntil(ended.signal);
    const worker = new WorkerProcess<WorkerMessage>(home, 'Runner.Worker', { type: 'job', order });
    crashIf(order.behaviour);
    const first = await Promise.race([worker.exited.then((code) => ({ code })), this.#cancelled]);
    if (!('code' in first)) {
      worker.send({ type: 'cancel' });
      if (first.limitMs !== undefined && !(await within(first.limitMs, worker.exited))) worker.kill();
    }
    const result = resultOf(await worker.exited);
    ended.abort();
    // A worker that has crashed has not completed its job.
    const reported: TaskResult = result ?? ('code' in first ? 'failed' : 'canceled');
    if (result === undefined) await runService.complete(this.id, reported).catch(() => {});
    print(`${stamp()}: Job ${this.#job.jobDisplayName} completed with result: ${reported.charAt(0).toUpperCase()}${reported.slice(1)}`);
  }

  async #renewUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(RENEW_MS, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.#options.runService.renew(this.id).catch(() => {});
    }
  }
}

function crashIf({ crash }: Behaviour): void {
  if (crash === 'job') process.kill(process.pid, 'SIGKILL');
}
