import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { WorkerMessage } from './job-message';
import { killTree } from './process-tree';

/** The listener's hold on its Agent.Worker. */
export class WorkerProcess {
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(home: string, first: WorkerMessage) {
    const bin = join(home, 'bin');
    // Its output is kept from the console: the real listener reads it for crash reports only (JobDispatcher.cs).
    this.#child = spawn(join(bin, 'Agent.Worker'), ['spawnclient', '3', '3'], { cwd: bin, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', resolve);
    });
    this.send(first);
  }

  /** A worker that has ended gets nothing, which is no error. */
  send(message: WorkerMessage): void {
    this.#child.send(message, () => {});
  }

  kill(): void {
    if (this.#child.pid !== undefined) killTree(this.#child.pid);
  }
}
