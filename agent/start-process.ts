import { spawn } from 'node:child_process';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Environment;
}

/** A child process in a group of its own. */
export interface RunningProcess {
  /** The exit code; 128 + the signal's number when a signal ended it, as a shell reports it. */
  readonly exited: Promise<number>;
  /** Signals the process itself, or the whole group (the process and its children). */
  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void;
}

export type StartProcess = (file: string, args: readonly string[], options: ProcessOptions) => RunningProcess;

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * Starts a program without a shell, in a process group of its own: a signal meant for this program
 * then never reaches the child by accident.
 */
export const startProcess: StartProcess = (file, args, options) => {
  const child = spawn(file, [...args], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`cannot start ${file}: ${cause.message}`, { cause })));
    child.once('exit', (code, signal) => resolve(code ?? 128 + ((signal && signalNumbers[signal]) || 0)));
  });
  return {
    exited,
    signal: (name, whom) => {
      if (child.pid === undefined) return;
      try {
        process.kill(whom === 'group' ? -child.pid : child.pid, name);
      } catch (error) {
        // ESRCH: it has ended by itself in the meantime, which is what the signal was for.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
};
