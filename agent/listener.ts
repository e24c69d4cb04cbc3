import { join } from 'node:path';
import { agentEnvironment } from './agent-environment';
import type { Runtime } from './runtime';
import type { Environment } from './start-process';

/**
 * A worker that is gone has ended its job. The listener then tells Azure DevOps, in five attempts at the most (JobDispatcher.cs);
 * if they take longer, Azure DevOps still says that the job is assigned.
 */
const AFTER_JOB_MS = 30_000;
/** From taking a job to the start of its worker: the listener tries to confirm the job for some minutes. */
const BEFORE_JOB_MS = 5 * 60_000;

/** A running bin/Agent.Listener, and what can be seen of it from outside. */
export class Listener {
  readonly exited: Promise<number>;
  readonly signal: (name: NodeJS.Signals, whom: 'process' | 'group') => void;
  readonly #runtime: Runtime;
  #jobTaken = false;
  #jobStarted = false;
  #lastBusy = 0;

  /** Starts it without run.sh, which hands no signal on. */
  constructor(home: string, env: Environment, runtime: Runtime) {
    this.#runtime = runtime;
    const process = runtime.startProcess(join(home, 'bin', 'Agent.Listener'), ['run', '--once'], {
      cwd: home,
      env: agentEnvironment(env),
      onLine: (line) => {
        if (line.includes(': Running job: ')) this.#busy();
        // A worker may come and go between two looks.
        else if (line.includes(' completed with result: ')) this.#jobStarted = this.#jobTaken;
      },
    });
    this.exited = process.exited;
    this.signal = (name, whom) => process.signal(name, whom);
  }

  /** Brings the properties up to date. */
  look(): void {
    if (!this.#runtime.processes.runs('Agent.Worker')) return;
    this.#busy();
    this.#jobStarted = true;
  }

  #busy(): void {
    this.#jobTaken = true;
    this.#lastBusy = this.#runtime.clock.now();
  }

  /** It has a job, or had one: it writes so before it confirms the job to Azure DevOps. */
  get jobTaken(): boolean {
    return this.#jobTaken;
  }

  /** A worker runs or has run; the listener starts it only when Azure DevOps knows that the job was received. */
  get jobStarted(): boolean {
    return this.#jobStarted;
  }

  /**
   * It should have ended by itself: a listener for one job may hang after closing its session
   * (microsoft/azure-pipelines-agent#5563).
   */
  get overdue(): boolean {
    return this.#jobTaken && this.#runtime.clock.now() - this.#lastBusy >= (this.#jobStarted ? AFTER_JOB_MS : BEFORE_JOB_MS);
  }
}
