import { reason } from '../../fake-devops/stub-agent/reason';
import { print, printError, stamp } from '../../fake-devops/stub-agent/terminal';
import type { Behaviour } from './behaviour';
import type { Trace } from './diagnostics';
import { ServiceError } from './http';
import { Job } from './job';
import type { JobReference, Message } from './job-message';
import { RETURN_CODE } from './return-code';
import { RunService } from './run-service';
import type { RunnerFiles } from './runner-files';
import type { RunnerToken } from './runner-token';
import { isRunnerGone, Session } from './session';
import { RUNNER_VERSION } from './version';

export interface ListenerOptions {
  readonly files: RunnerFiles;
  readonly token: RunnerToken;
  readonly behaviour: Behaviour;
  readonly trace: Trace;
}

/** Answers to the acquisition of a job that another runner has got, or that has ended. */
const LOST_JOB = [404, 409, 422];

/** The loop over the messages of one session: one job, then the end (actions/runner, Runner.cs, RunAsync). */
export class Listener {
  readonly #options: ListenerOptions;
  #job: Job | undefined;
  #jobEnd: Promise<void> = Promise.resolve();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  get tookJob(): boolean {
    return this.#job !== undefined;
  }

  /** Returns the exit code. @throws if the listener is asked to stop before it listens */
  async run(stop: AbortSignal): Promise<number> {
    const { behaviour, files, token } = this.#options;
    const session = new Session({ serverUrl: files.read('.runner').ServerUrlV2, token, retryScale: behaviour.retryScale });
    print('\n√ Connected to GitHub\n');
    const failure = await session.open(stop);
    if (failure !== undefined) return failure;
    print(`Current runner version: '${RUNNER_VERSION}'`);
    print(`${stamp()}: Listening for Jobs`);
    if (behaviour.crash === 'idle') process.kill(process.pid, 'SIGKILL');
    try {
      await this.#takeMessages(session, stop);
    } finally {
      this.#job?.cancel({});
      await this.#jobEnd;
      await session.close();
    }
    return RETURN_CODE.success;
  }

  /** Takes messages until the job has ended or the registration is gone. @throws if the listener is asked to stop */
  async #takeMessages(session: Session, stop: AbortSignal): Promise<void> {
    const jobEnded = new AbortController();
    const signal = AbortSignal.any([stop, jobEnded.signal]);
    for (;;) {
      const message = await this.#nextMessage(session, signal).catch((error: unknown) => {
        if (jobEnded.signal.aborted) return undefined;
        if (!isRunnerGone(error)) throw error;
        // The server removes the runner when its worker completes the job.
        if (this.tookJob) return undefined;
        printError('The runner no longer exists on the server. Cleaning up local configuration.');
        return undefined;
      });
      if (message === undefined) break;
      this.#options.trace(`Message ${message.messageId}: ${message.messageType}`);
      await this.#handle(message, () => jobEnded.abort());
    }
    await this.#jobEnd;
    for (const name of this.#options.files.removeAll()) print(`√ Removed ${name}`);
  }

  #nextMessage(session: Session, signal: AbortSignal): Promise<Message> {
    if (!this.#options.behaviour.neverPolls) return session.next(signal);
    return new Promise((_, reject) => {
      const keepAlive = setInterval(() => {}, 60_000);
      signal.addEventListener('abort', () => {
        clearInterval(keepAlive);
        reject(signal.reason);
      });
    });
  }

  async #handle({ messageType, body }: Message, onEnd: () => void): Promise<void> {
    if (messageType === 'RunnerJobRequest' && !this.tookJob) await this.#acquire(JSON.parse(body), onEnd);
    if (messageType === 'JobCancellation') {
      const { jobId }: { jobId: string } = JSON.parse(body);
      if (this.#job?.id === jobId) this.#job.cancel({ limitMs: 60_000 - 15_000 });
    }
  }

  /** A job that the runner does not get is skipped, even if its registration is used up (actions/runner#4617). */
  async #acquire({ runner_request_id: id, run_service_url: runServiceUrl }: JobReference, onEnd: () => void): Promise<void> {
    const { files, token, behaviour, trace } = this.#options;
    const runService = new RunService(runServiceUrl, () => token.authorization());
    try {
      const job = await runService.acquire(id);
      const order = { job, settings: files.read('.runner'), behaviour, runServiceUrl, authorization: await token.authorization() };
      this.#job = new Job({ home: files.home, order, runService });
    } catch (error) {
      if (!(error instanceof ServiceError && LOST_JOB.includes(error.status))) throw error;
      trace(`Skipping message Job. ${reason(error)}`);
      return;
    }
    this.#jobEnd = this.#job
      .run()
      .catch((error: unknown) => trace(`The job failed: ${error}`))
      .then(onEnd);
  }
}
