import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHOWN_LINES = 15;

/** The programs of the cluster. Each has its own log, and none may end. */
export class Daemons {
  /** Rejects when a daemon has ended, with the last lines of its log. */
  readonly failure: Promise<never>;
  readonly #logs: string;
  #fail: (error: Error) => void = () => undefined;

  /** @param logs folder for one log file for each daemon */
  constructor(logs: string) {
    this.#logs = logs;
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // The rejection is handled in whileUp. Without this line it would end the process if nothing waits.
    this.failure.catch(() => undefined);
  }

  start(name: string, command: string, args: readonly string[]): void {
    const file = join(this.#logs, `${name}.log`);
    const log = openSync(file, 'a');
    const daemon = spawn(command, args, { stdio: ['ignore', log, log] });
    closeSync(log);
    daemon.on('error', (error) => this.#fail(error));
    daemon.on('exit', (code, signal) => {
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES);
      this.#fail(new Error(`${name} ended with ${signal ?? code}; last lines of ${file}:\n${lines.join('\n')}`));
    });
  }

  /** Resolves as the promise does, or rejects if a daemon ends first. */
  whileUp<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.failure]);
  }
}
