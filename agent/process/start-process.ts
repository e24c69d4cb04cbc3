import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LISTENER } from '../../config/timings';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** Called with each line that the program writes, after the line has been copied to this program's own output. */
  readonly onLine?: (line: string) => void;
}

/** A child process in its own process group. */
export interface RunningProcess {
  /** Undefined if it could not be started. */
  readonly pid: number | undefined;
  /** The exit code; 128 + the number of the signal if a signal ended the process, as a shell reports it. */
  readonly exited: Promise<number>;
  /** Sends a signal to the process alone or to its group: the process and its children. */
  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void;
}

export type StartProcess = (file: string, args: readonly string[], options: ProcessOptions) => RunningProcess;

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * Starts a program without a shell, in its own process group: a signal meant for this program then never reaches the
 * child by accident. The child's output is read line by line and copied to this program's output.
 */
export const startProcess: StartProcess = (file, args, { cwd, env, onLine = () => {} }) => {
  const child = spawn(file, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const outputs = [
    { from: child.stdout, to: process.stdout },
    { from: child.stderr, to: process.stderr },
  ];
  for (const { from, to } of outputs) {
    createInterface({ input: from }).on('line', (line) => {
      to.write(`${line}\n`);
      onLine(line);
    });
  }
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`cannot start ${file}: ${cause.message}`, { cause })));
    child.once('exit', (code, signal) => {
      const done = () => resolve(code ?? 128 + ((signal && SIGNAL_NUMBERS[signal]) || 0));
      // "close" comes after the last lines. It may never come: a process that a job has left behind can hold the output open.
      child.once('close', done);
      setTimeout(done, LISTENER.lastOutput.milliseconds);
    });
  });
  return {
    pid: child.pid,
    exited,
    signal: (name, whom) => {
      if (child.pid === undefined) return;
      try {
        process.kill(whom === 'group' ? -child.pid : child.pid, name);
      } catch (error) {
        // ESRCH: the process has already ended, which is what the signal was for.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
};
