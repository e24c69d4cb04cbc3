import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHOWN_LINES = 15;

/** The cluster's programs, each with a log of its own. None may end. */
export class Daemons {
  /** Rejects when one has ended, with the last lines of its log. */
  readonly failure: Promise<never>;
  readonly #logs: string;
  #fail: (error: Error) => void = () => undefined;

  /** @param logs folder of the logs, a file for each daemon */
  constructor(logs: string) {
    this.#logs = logs;
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Who waits for something of the cluster learns of it; else nobody wants to know.
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
      this.#fail(new Error(`${name} ended with ${signal ?? code}; the end of ${file}:\n${lines.join('\n')}`));
    });
  }

  /** What a promise gives, unless a daemon ends before. */
  whileUp<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.failure]);
  }
}
