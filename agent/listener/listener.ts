import { join } from 'node:path';
import { LISTENER } from '../../config/timings';
import { agentEnvironment } from '../process/agent-environment';
import { jobNews } from '../process/console';
import type { Process } from '../process/processes';
import type { Runtime } from '../process/runtime';
import type { Environment, RunningProcess } from '../process/start-process';

/** A running bin/Agent.Listener, and what can be seen of it from outside. */
export class Listener {
  readonly exited: Promise<number>;
  readonly #process: RunningProcess;
  readonly #runtime: Runtime;
  #jobTaken = false;
  #jobStarted = false;
  #jobEnded = false;
  #lastBusy = 0;
  #lastLine = 0;
  #lastLook = Number.NEGATIVE_INFINITY;
  #worker: Process | undefined;

  /** Starts it without run.sh, which hands no signal on. `onNews` is called when its console tells of its job. */
  constructor(home: string, env: Environment, runtime: Runtime, onNews: () => void) {
    this.#runtime = runtime;
    this.#lastLine = runtime.clock.now();
    this.#process = runtime.startProcess(join(home, 'bin', 'Agent.Listener'), ['run', '--once'], {
      cwd: home,
      env: agentEnvironment(env),
      onLine: (line) => {
        this.#lastLine = runtime.clock.now();
        const news = jobNews(line);
        if (news === undefined) return;
        if (news === 'taken') this.#busy();
        // A worker may come and go between two looks.
        else if (this.#jobTaken) this.#jobStarted = this.#jobEnded = true;
        onNews();
      },
    });
    this.exited = this.#process.exited;
  }

  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void {
    this.#process.signal(name, whom);
  }

  /** Brings the properties up to date. */
  look(): void {
    // Only one worker is ever started, and nothing tells of its end but /proc.
    if (this.#worker !== undefined) {
      if (this.#jobEnded) return;
      if (this.#runtime.processes.runs(this.#worker)) this.#busy();
      else this.#jobEnded = true;
    } else if (this.#mayHaveWorker()) {
      this.#findWorker();
    }
  }

  /** Its worker may appear at any moment. */
  get alert(): boolean {
    return this.#worker === undefined && !this.#jobEnded && this.#runtime.clock.now() - this.#lastLine < LISTENER.alert.milliseconds;
  }

  /** All processes are looked at only when there is a reason: a thousand of them take some 20 ms. */
  #mayHaveWorker(): boolean {
    if (this.#jobEnded) return false;
    const pauseMs = this.#jobTaken ? LISTENER.takenLook.milliseconds : LISTENER.idleLook.milliseconds;
    return this.alert || this.#runtime.clock.now() - this.#lastLook >= pauseMs;
  }

  #findWorker(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    this.#lastLook = this.#runtime.clock.now();
    this.#worker = this.#runtime.processes.childOf(pid, 'Agent.Worker');
    if (this.#worker === undefined) return;
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

  /** The job has come to its end. */
  get jobEnded(): boolean {
    return this.#jobEnded;
  }

  /**
   * It should have ended by itself: a listener for one job may hang after closing its session
   * (microsoft/azure-pipelines-agent#5563).
   */
  get overdue(): boolean {
    return (
      this.#jobTaken &&
      this.#runtime.clock.now() - this.#lastBusy >= (this.#jobStarted ? LISTENER.afterJob.milliseconds : LISTENER.beforeJob.milliseconds)
    );
  }
}
