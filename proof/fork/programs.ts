import { type ChildProcess, spawn } from 'node:child_process';

/** How to run a program. */
export interface RunOptions {
  readonly cwd: string;
  /** Variables to add to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether this terminal shows all output. Otherwise it is shown only if the program fails. @default false */
  readonly shown?: boolean;
}

/** Runs programs one after another, and ends the current one on request. */
export class Programs {
  #current: ChildProcess | undefined;
  #ended = false;

  /** Whether `end` was called. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Runs a program to its end. @returns its exit code */
  async run(command: string, args: readonly string[], { cwd, env, shown = false }: RunOptions): Promise<number> {
    if (this.#ended) throw new Error('ended');
    // A process group of its own, so that `end` reaches its children too.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#current = child;
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 255));
    });
    this.#current = undefined;
    if (this.#ended) throw new Error('ended');
    if (code !== 0 && !shown) process.stderr.write(Buffer.concat(output));
    return code;
  }

  /** Ends the current program and its children. No other program starts after this. */
  end(): void {
    this.#ended = true;
    const pid = this.#current?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGTERM');
    } catch {
      // It has just ended.
    }
  }
}
