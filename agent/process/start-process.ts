import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** Told of each line that the program writes, after it has been passed on to this program's own output. */
  readonly onLine?: (line: string) => void;
}

/** A child process in a group of its own. */
export interface RunningProcess {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** The exit code; 128 + the signal's number when a signal ended it, as a shell reports it. */
  readonly exited: Promise<number>;
  /** Signals the process itself, or the whole group (the process and its children). */
  signal(name: NodeJS.Signals, whom: 'process' | 'group'): void;
}

export type StartProcess = (file: string, args: readonly string[], options: ProcessOptions) => RunningProcess;

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** On a node under load the last lines may take this long. */
const LAST_LINES_MS = 5000;

/**
 * Starts a program without a shell, in a process group of its own: a signal meant for this program
 * then never reaches the child by accident. Its output is read line by line and written to this program's output.
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
      const done = () => resolve(code ?? 128 + ((signal && signalNumbers[signal]) || 0));
      // The last lines may still be on their way; but a process that a job has left behind can hold the output open for ever.
      child.once('close', done);
      setTimeout(done, LAST_LINES_MS);
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
        // ESRCH: it has ended by itself in the meantime, which is what the signal was for.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
};
