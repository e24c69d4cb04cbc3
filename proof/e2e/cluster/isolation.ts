import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessGroup } from './cgroups';

export interface Isolated {
  /** The machine's network, to fetch things; else one of its own, that leads nowhere. */
  readonly network: 'of the machine' | 'own';
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs programs in process and mount namespaces of their own, so that the kernel ends all that they start when their first
 * process ends; that ends with this one, even when this one is killed.
 */
export class Isolation {
  readonly #processGroup: string;
  readonly #janitor: ChildProcess;
  #running: ChildProcess | undefined;

  /**
   * @param cgroup name of the run's cgroup, which is removed at the end
   * @param work folder that is removed at the end
   */
  constructor(cgroup: string, work: string) {
    this.#processGroup = createProcessGroup(cgroup);
    this.#janitor = spawn(process.execPath, [join(__dirname, 'janitor.js'), cgroup, work], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
    });
  }

  /** Runs a program to its end. @returns its exit code */
  async run(command: readonly string[], { network, env }: Isolated): Promise<number> {
    const namespaces = ['--pid', '--mount', '--mount-proc', '--fork', '--kill-child', ...(network === 'own' ? ['--net'] : [])];
    // The shell is process 1, and reaps what its descendants leave; "exit" keeps it from becoming the program itself.
    const init = ['bash', '-c', 'echo 0 > "$0" && "$@"; exit $?', this.#processGroup, ...command];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, ...init], {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // Out of reach of Ctrl-C: what is to end is told in order.
      detached: true,
    });
    // A program that ends does not read to the end.
    child.stdin.on('error', () => undefined);
    this.#running = child;
    const [code] = (await once(child, 'exit')) as [number | null];
    this.#running = undefined;
    return code ?? 130;
  }

  /** Process 1 of the namespaces, by its number on this machine; undefined while there is none. */
  get init(): number | undefined {
    const pid = this.#running?.pid;
    if (pid === undefined) return undefined;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()) || undefined;
  }

  /** Asks what runs to end, by the end of its standard input. */
  askToEnd(): void {
    this.#running?.stdin?.end();
  }

  /** Ends all that runs at once. */
  kill(): void {
    this.#running?.kill('SIGKILL');
  }

  /** Resolves when nothing is left. @returns whether that is so */
  async end(): Promise<boolean> {
    this.kill();
    const ended = once(this.#janitor, 'exit');
    this.#janitor.stdin?.end();
    const [code] = (await ended) as [number | null];
    return code === 0;
  }
}
