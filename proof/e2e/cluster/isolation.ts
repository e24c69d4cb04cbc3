import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessGroup } from './cgroups';

export interface IsolationOptions {
  /** The network of the machine, for downloads, or a separate one without a connection to any other. */
  readonly network: 'machine' | 'separate';
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs programs in separate process and mount namespaces. The kernel ends all processes in them when their first process ends.
 * That process ends when this one does, even if this one is killed.
 */
export class Isolation {
  readonly #processGroup: string;
  readonly #janitor: ChildProcess;
  #running: ChildProcess | undefined;

  /**
   * @param cgroup name of the run's cgroup; the janitor removes it at the end
   * @param work folder of the run; the janitor deletes it at the end
   */
  constructor(cgroup: string, work: string) {
    this.#processGroup = createProcessGroup(cgroup);
    this.#janitor = spawn(process.execPath, [join(__dirname, 'janitor.js'), cgroup, work], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
    });
  }

  /** Runs a program until it ends. @returns its exit code, or 130 if a signal ended it */
  async run(command: readonly string[], { network, env }: IsolationOptions): Promise<number> {
    const namespaces = ['--pid', '--mount', '--mount-proc', '--fork', '--kill-child', ...(network === 'separate' ? ['--net'] : [])];
    // The shell is process 1 and reaps orphans. Because "exit" follows, it does not replace itself by the program.
    const init = ['bash', '-c', 'echo 0 > "$0" && "$@"; exit $?', this.#processGroup, ...command];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...init], {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // In a separate process group, so that Ctrl-C does not reach it: this process asks it to end.
      detached: true,
    });
    // Ignore EPIPE: the program may end before its standard input is closed.
    child.stdin.on('error', () => undefined);
    this.#running = child;
    const [code] = (await once(child, 'exit')) as [number | null];
    this.#running = undefined;
    return code ?? 130;
  }

  /** PID, on this machine, of process 1 in the namespaces. Undefined while there is none. */
  get init(): number | undefined {
    const pid = this.#running?.pid;
    if (pid === undefined) return undefined;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()) || undefined;
  }

  /** Asks the running program to end, by closing its standard input. */
  askToEnd(): void {
    this.#running?.stdin?.end();
  }

  /** Kills all running programs immediately. */
  kill(): void {
    this.#running?.kill('SIGKILL');
  }

  /** Kills all running programs and waits for the janitor. @returns whether it could remove everything */
  async end(): Promise<boolean> {
    this.kill();
    const ended = once(this.#janitor, 'exit');
    this.#janitor.stdin?.end();
    const [code] = (await ended) as [number | null];
    return code === 0;
  }
}
