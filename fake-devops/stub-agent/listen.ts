import { setTimeout as delay } from 'node:timers/promises';
import type { AgentFiles, AgentSettings } from './agent-files';
import { AgentServer, type Message } from './agent-server';
import { AgentToken } from './agent-token';
import { type Behaviour, fetchBehaviour } from './behaviour';
import type { Trace } from './diagnostics';
import { Job } from './job';
import { type CancelMessage, cancelMs, type JobMessage } from './job-message';
import { returnCode } from './return-code';
import { Session } from './session';
import type { Shutdown } from './shutdown';
import { say, sayError, stamp } from './terminal';

/**
 * Agent.Listener run: opens a session and takes jobs, with `once` a single one. Returns the exit code.
 *
 * @throws when the agent has lost its place on the server
 */
export async function listen(files: AgentFiles, once: boolean, trace: Trace, shutdown: Shutdown): Promise<number> {
  if (!files.has('.agent')) {
    sayError('Agent is not configured.');
    return returnCode.terminatedError;
  }
  const settings = files.read('.agent');
  const token = new AgentToken(files.read('.credentials'), files.read('.credentials_rsaparams'));
  const behaviour = await fetchBehaviour(settings.serverUrl, settings.agentName);
  shutdown.ignoreSigint = behaviour.ignoreSigint;
  const server = new AgentServer(settings.serverUrl, token, behaviour.retryScale);
  const listener = new Listener(files.home, settings, server, behaviour, once, trace);
  const code = await listener.run(shutdown.signal).catch((error) => {
    if (!shutdown.signal.aborted) throw error;
    return returnCode.success;
  });
  if (listener.tookJob && (behaviour.hangAfterJob || behaviour.hangHard)) await hang(shutdown, behaviour.hangHard);
  await delay(behaviour.slowExitSeconds * 1000);
  return shutdown.terminated ? behaviour.sigtermExit : code;
}

async function hang(shutdown: Shutdown, hard: boolean): Promise<void> {
  shutdown.ignoreAll = hard;
  const awake = setInterval(() => {}, 60_000);
  if (!shutdown.signal.aborted) await aborted(shutdown.signal);
  clearInterval(awake);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
}

class Listener {
  readonly #home: string;
  readonly #settings: AgentSettings;
  readonly #server: AgentServer;
  readonly #behaviour: Behaviour;
  readonly #once: boolean;
  readonly #trace: Trace;
  #job: Job | undefined;
  #jobEnd: Promise<void> = Promise.resolve();

  constructor(home: string, settings: AgentSettings, server: AgentServer, behaviour: Behaviour, once: boolean, trace: Trace) {
    this.#home = home;
    this.#settings = settings;
    this.#server = server;
    this.#behaviour = behaviour;
    this.#once = once;
    this.#trace = trace;
  }

  get tookJob(): boolean {
    return this.#job !== undefined;
  }

  async run(stop: AbortSignal): Promise<number> {
    const { listenSeconds, retryScale } = this.#behaviour;
    say('Scanning for tool capabilities.');
    await delay(listenSeconds * 1000, undefined, { signal: stop });
    say('Connecting to the server.');
    const session = new Session(this.#server, this.#settings, retryScale);
    if (!(await session.open(stop))) return returnCode.terminatedError;
    say(`${stamp()}: Listening for Jobs`);
    try {
      await this.#takeMessages(session, stop);
    } finally {
      this.#job?.cancel({ shutdown: true });
      await this.#jobEnd;
      await session.close();
    }
    return returnCode.success;
  }

  /** Until the only job has ended or the listener is asked to stop: then it throws. */
  async #takeMessages(session: Session, stop: AbortSignal): Promise<void> {
    const jobEnded = new AbortController();
    const signal = AbortSignal.any([stop, jobEnded.signal]);
    while (!signal.aborted) {
      const message = await this.#next(session, signal).catch((error) => {
        if (!jobEnded.signal.aborted) throw error;
      });
      if (message === undefined) return;
      this.#trace(`Message ${message.messageId}: ${message.messageType}`);
      if (await this.#take(message, () => jobEnded.abort())) await session.deleteMessage(message);
    }
  }

  #next(session: Session, signal: AbortSignal): Promise<Message> {
    if (!this.#behaviour.neverPolls) return session.next(signal);
    return delay(2 ** 31 - 1, undefined, { signal }) as Promise<never>;
  }

  /** Whether the message is done with: a second job is left to somebody else. */
  async #take({ messageType, body }: Message, onEnd: () => void): Promise<boolean> {
    switch (messageType) {
      case 'PipelineAgentJobRequest':
        if (this.#once && this.#job) return false;
        await this.#jobEnd;
        this.#start(JSON.parse(body), onEnd);
        return true;
      case 'JobCancelMessage': {
        const message: CancelMessage = JSON.parse(body);
        if (this.#job?.id !== message.jobId) return !this.#job;
        this.#job.cancel({ shutdown: false, limitMs: cancelMs(message) });
        return true;
      }
      default:
        return true;
    }
  }

  #start(message: JobMessage, onEnd: () => void): void {
    const options = { home: this.#home, server: this.#server, settings: this.#settings, behaviour: this.#behaviour, once: this.#once };
    this.#job = new Job(message, options);
    this.#jobEnd = this.#job
      .run()
      .catch((error) => this.#trace(`The job failed: ${error}`))
      .then(() => {
        if (this.#once) onEnd();
      });
  }
}
