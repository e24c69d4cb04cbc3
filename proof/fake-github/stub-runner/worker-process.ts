import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { killTree } from '../../fake-devops/stub-agent/process-tree';
import type { WorkerMessage } from './job-message';

/** The Runner.Worker of a listener. */
export class WorkerProcess {
  /** The exit code, or null if a signal ended the process. */
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(home: string, first: WorkerMessage) {
    const bin = join(home, 'bin');
    this.#child = spawn(join(bin, 'Runner.Worker'), ['spawnclient', '3', '3'], { cwd: bin, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', resolve);
    });
    this.send(first);
  }

  /** Sends a message; does nothing if the worker has ended. */
  send(message: WorkerMessage): void {
    this.#child.send(message, () => {});
  }

  kill(): void {
    if (this.#child.pid !== undefined) killTree(this.#child.pid);
  }
}
