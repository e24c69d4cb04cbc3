import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { killTree } from './process-tree';

/** The worker of a listener: Agent.Worker or, of a runner of GitHub, Runner.Worker. */
export class WorkerProcess<Message extends object> {
  /** The exit code, or null if a signal ended the process. */
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(home: string, program: 'Agent.Worker' | 'Runner.Worker', first: Message) {
    const bin = join(home, 'bin');
    // The worker's output is discarded: the real listener only uses it for crash reports (JobDispatcher.cs).
    this.#child = spawn(join(bin, program), ['spawnclient', '3', '3'], { cwd: bin, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', resolve);
    });
    this.send(first);
  }

  /** Sends a message; does nothing if the worker has ended. */
  send(message: Message): void {
    this.#child.send(message, () => {});
  }

  kill(): void {
    if (this.#child.pid !== undefined) killTree(this.#child.pid);
  }
}
