import { join } from 'node:path';
import { LISTENER } from '../../config/timings';
import type { Process } from '../process/processes';
import type { Runtime } from '../process/runtime';
import type { Environment, RunningProcess } from '../process/start-process';
import type { ListenerProgram } from './program';

export interface ListenerOptions {
  readonly program: ListenerProgram;
  /** The unpacked package. */
  readonly home: string;
  readonly env: Environment;
  /** Called when the console reports something about the job, and when the listener has exited. */
  readonly onChange: () => void;
}

/** A running listener, and what can be seen of it from outside. */
export class Listener {
  readonly #program: ListenerProgram;
  readonly #process: RunningProcess;
  readonly #runtime: Runtime;
  #outcome: PromiseSettledResult<number> | undefined;
  #jobTaken = false;
  #jobStarted = false;
  #jobEnded = false;
  #lastBusy = 0;
  #lastLine = 0;
  #lastSearch = Number.NEGATIVE_INFINITY;
  #worker: Process | undefined;

  /** Starts it without run.sh, which does not forward signals. */
  constructor({ program, home, env, onChange }: ListenerOptions, runtime: Runtime) {
    this.#program = program;
    this.#runtime = runtime;
    this.#lastLine = runtime.clock.now();
    this.#process = runtime.startProcess(join(home, 'bin', program.file), program.args, {
      cwd: home,
      env: program.environment(env),
      onLine: (line) => {
        this.#lastLine = runtime.clock.now();
        const news = program.newsIn(line);
        if (news === undefined) return;
        if (news === 'taken') this.#noteBusy();
        // A worker may start and end between two searches.
        else if (this.#jobTaken) this.#jobStarted = this.#jobEnded = true;
        onChange();
      },
    });
    // One callback for its whole life: a race with each pause would leave a callback behind each time.
    void Promise.allSettled([this.#process.exited]).then(([outcome]) => {
      this.#outcome = outcome;
      onChange();
    });
  }

  /** Undefined while it runs. @throws if it could not be started */
  get exitCode(): number | undefined {
    if (this.#outcome?.status === 'rejected') throw this.#outcome.reason;
    return this.#outcome?.value;
  }

  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void {
    this.#process.signal(name, whom);
  }

  /** Brings the properties up to date. */
  refresh(): void {
    // The listener starts only one worker, and only /proc shows when it ends.
    if (this.#worker !== undefined) {
      if (this.#jobEnded) return;
      if (this.#runtime.processes.runs(this.#worker)) this.#noteBusy();
      else this.#jobEnded = true;
    } else if (this.#shouldSearch()) {
      this.#findWorker();
    }
  }

  /** Its worker may start at any moment. */
  get workerMayStart(): boolean {
    return this.#worker === undefined && !this.#jobEnded && this.#runtime.clock.now() - this.#lastLine < LISTENER.alert.milliseconds;
  }

  /** All processes are searched only if there is a reason: a thousand of them take some 20 ms. */
  #shouldSearch(): boolean {
    if (this.#jobEnded) return false;
    const pauseMs = (this.#jobTaken ? LISTENER.takenLook : LISTENER.idleLook).milliseconds;
    return this.workerMayStart || this.#runtime.clock.now() - this.#lastSearch >= pauseMs;
  }

  #findWorker(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    this.#lastSearch = this.#runtime.clock.now();
    this.#worker = this.#runtime.processes.childOf(pid, this.#program.worker);
    if (this.#worker === undefined) return;
    this.#noteBusy();
    this.#jobStarted = true;
  }

  #noteBusy(): void {
    this.#jobTaken = true;
    this.#lastBusy = this.#runtime.clock.now();
  }

  /** It has or had a job. Its console shows that before it confirms the job to the service. */
  get jobTaken(): boolean {
    return this.#jobTaken;
  }

  /** A worker runs or has run. The listener starts it only after the service has confirmed that the job was received. */
  get jobStarted(): boolean {
    return this.#jobStarted;
  }

  get jobEnded(): boolean {
    return this.#jobEnded;
  }

  /**
   * It should have ended by itself: a listener for one job may hang after it has closed its session
   * (microsoft/azure-pipelines-agent#5563), or between taking a job and starting it.
   */
  get overdue(): boolean {
    const limit = this.#jobStarted ? LISTENER.afterJob : LISTENER.beforeJob;
    return this.#jobTaken && this.#runtime.clock.now() - this.#lastBusy >= limit.milliseconds;
  }
}
