import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from './agent-server';
import type { Trace } from './diagnostics';
import { Job, type JobOptions } from './job';
import { type CancelMessage, cancelMs, type JobMessage } from './job-message';
import { RETURN_CODE } from './return-code';
import { Session } from './session';
import { print, stamp } from './terminal';
import { texts } from './texts';

export interface ListenerHooks {
  readonly trace: Trace;
  /** Called when the job of a listener that runs with --once has ended, before the session is closed. */
  readonly onLastJob: () => void;
}

/** The loop over the messages of one session (azure-pipelines-agent, Agent.cs, RunAsync). */
export class Listener {
  readonly #options: JobOptions;
  readonly #capabilities: Readonly<Record<string, string>>;
  readonly #hooks: ListenerHooks;
  #job: Job | undefined;
  #jobEnd: Promise<void> = Promise.resolve();

  constructor(options: JobOptions, capabilities: Readonly<Record<string, string>>, hooks: ListenerHooks) {
    this.#options = options;
    this.#capabilities = capabilities;
    this.#hooks = hooks;
  }

  get tookJob(): boolean {
    return this.#job !== undefined;
  }

  /** Returns the exit code. @throws if the listener is asked to stop before it listens, and if the server refuses the agent */
  async run(stop: AbortSignal): Promise<number> {
    const { behaviour, server, settings } = this.#options;
    // The agent sends telemetry and requests its feature flags; it ignores errors of both (Agent.cs).
    for (const _ of ['telemetry', 'feature flags']) await server.connect(stop).catch(() => {});
    print('Scanning for tool capabilities.');
    await delay(behaviour.listenSeconds * 1000, undefined, { signal: stop });
    print('Connecting to the server.');
    const session = new Session({ server, settings, capabilities: this.#capabilities, retryScale: behaviour.retryScale });
    if (!(await session.open(stop))) return RETURN_CODE.terminatedError;
    print(texts.listening(stamp()));
    const finished = new AbortController();
    if (!behaviour.neverPolls) void session.keepAlive(AbortSignal.any([stop, finished.signal]));
    try {
      await this.#takeMessages(session, stop);
    } finally {
      this.#job?.cancel({ shutdown: true });
      await this.#jobEnd;
      finished.abort();
      await session.close();
    }
    return RETURN_CODE.success;
  }

  /** Takes messages until the job of a listener that runs with --once has ended. @throws if the listener is asked to stop */
  async #takeMessages(session: Session, stop: AbortSignal): Promise<void> {
    const jobEnded = new AbortController();
    const signal = AbortSignal.any([stop, jobEnded.signal]);
    for (;;) {
      const message = await this.#nextMessage(session, signal).catch((error: unknown) => {
        if (!jobEnded.signal.aborted) throw error;
      });
      if (message === undefined) return;
      this.#hooks.trace(`Message ${message.messageId}: ${message.messageType}`);
      await this.#handle(message, () => jobEnded.abort());
      await session.deleteMessage(message);
    }
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
    if (messageType === 'PipelineAgentJobRequest') {
      await this.#jobEnd;
      this.#start(JSON.parse(body), onEnd);
    }
    if (messageType === 'JobCancelMessage') {
      const message: CancelMessage = JSON.parse(body);
      if (this.#job?.id === message.jobId) this.#job.cancel({ shutdown: false, limitMs: cancelMs(message) });
    }
  }

  #start(message: JobMessage, onEnd: () => void): void {
    this.#job = new Job(message, this.#options);
    this.#jobEnd = this.#job
      .run()
      .catch((error: unknown) => this.#hooks.trace(`The job failed: ${error}`))
      .then(() => {
        if (!this.#options.once) return;
        this.#hooks.onLastJob();
        onEnd();
      });
  }
}
