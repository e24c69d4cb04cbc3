import type { AgentSettings } from './agent-files';
import type { AgentServer } from './agent-server';
import type { Behaviour } from './behaviour';
import type { JobMessage, WorkerMessage } from './job-message';
import { Lock } from './lock';
import { resultOf, type TaskResult } from './return-code';
import { print, stamp } from './terminal';
import { texts } from './texts';
import { within } from './within';
import { WorkerProcess } from './worker-process';

export interface JobOptions {
  readonly home: string;
  readonly server: AgentServer;
  readonly settings: AgentSettings;
  readonly behaviour: Behaviour;
  readonly once: boolean;
}

interface Cancellation {
  /** Whether the listener is asked to stop; otherwise the server has cancelled the job. */
  readonly shutdown: boolean;
  /** How long the worker may take to end the job; undefined means no limit. */
  readonly limitMs?: number;
}

/** How the listener cancels a job whose lock is lost. */
const LOCK_LOST: Cancellation = { shutdown: false, limitMs: 60_000 };

/** One job, from its message to its end (azure-pipelines-agent, JobDispatcher.cs). */
export class Job {
  readonly id: string;
  readonly #job: JobMessage;
  readonly #options: JobOptions;
  readonly #cancelled: Promise<Cancellation>;
  /** Cancels the job; only the first call has an effect. */
  cancel: (cancellation: Cancellation) => void = () => {};

  constructor(job: JobMessage, options: JobOptions) {
    this.id = job.jobId;
    this.#job = job;
    this.#options = options;
    this.#cancelled = new Promise((resolve) => {
      this.cancel = resolve;
    });
  }

  /** Runs the job in a worker once its lock is held. A job whose first renewal fails is not run. */
  async run(): Promise<void> {
    const { server, settings, behaviour } = this.#options;
    print(texts.running(stamp(), this.#job.name));
    if (behaviour.exitWithoutJob) return;
    const lock = new Lock((signal) => server.renew(settings.poolId, this.#job.requestId, signal), behaviour.retryScale);
    try {
      const first = await Promise.race([lock.held, lock.lost, this.#cancelled]);
      if (first === 'held') await this.#work(lock);
      else if (first !== 'lost') await this.#complete('canceled');
    } finally {
      await lock.release();
    }
  }

  async #work(lock: Lock): Promise<void> {
    const { home, settings, behaviour, once } = this.#options;
    const worker = new WorkerProcess<WorkerMessage>(home, 'Agent.Worker', { type: 'job', job: this.#job, settings, behaviour, once });
    const exited = worker.exited.then((code) => ({ code }));
    const first = await Promise.race([exited, lock.lost, this.#cancelled]);
    if (first !== 'lost' && 'code' in first) {
      const result = resultOf(first.code);
      this.#printResult(result ?? 'failed');
      if (result === undefined) await this.#complete('failed');
      return;
    }
    const { shutdown, limitMs } = first === 'lost' ? LOCK_LOST : first;
    worker.send({ type: 'cancel', shutdown });
    if (limitMs !== undefined && !(await within(limitMs, worker.exited))) worker.kill();
    const result = resultOf(await worker.exited);
    this.#printResult(first === 'lost' ? 'abandoned' : (result ?? 'canceled'));
    if (result === undefined && first !== 'lost') await this.#complete('canceled');
  }

  #printResult(result: string): void {
    const name = result.charAt(0).toUpperCase() + result.slice(1);
    print(texts.completed(stamp(), this.#job.name, name));
  }

  /** Completes a job that its worker has not completed. Ignores errors, because the server may have abandoned the job already. */
  async #complete(result: TaskResult): Promise<void> {
    const { server, settings, once } = this.#options;
    const completion = { result, agentShuttingDown: once };
    await server.complete(settings.poolId, this.#job.requestId, completion).catch(() => {});
  }
}
