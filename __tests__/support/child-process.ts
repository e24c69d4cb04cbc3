import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { eventually } from './eventually';

export interface ChildOptions {
  readonly cwd?: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A real program that a test started in a process group of its own. Keeps what it has written so far. */
export class Child {
  /** Lines of stdout and stderr, in the order of their arrival. */
  readonly lines: string[] = [];
  /** Resolves once the output is complete: with the exit code, or with 128 plus the number of the signal. */
  readonly exited: Promise<number>;
  readonly pid: number;
  /** The exit code. Undefined until the program has ended. */
  code: number | undefined;
  readonly #child: ChildProcess;

  constructor(file: string, args: readonly string[], { cwd, env }: ChildOptions) {
    const child = spawn(file, args, { ...(cwd && { cwd }), env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.pid = child.pid ?? -1;
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => this.lines.push(line));
    this.exited = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        this.code = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      });
      child.once('close', () => resolve(this.code ?? -1));
    });
  }

  get output(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  /** Resolves when a line matches. */
  async says(line: RegExp): Promise<void> {
    await eventually(`${line} in ${this.output}`, () => this.lines.some((each) => line.test(each)));
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Kills the program and everything else in its process group. */
  async kill(): Promise<void> {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Nothing is left.
    }
    await this.exited.catch(() => {});
  }
}
