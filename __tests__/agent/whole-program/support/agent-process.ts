import { join } from 'node:path';
import type { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { Child } from '../../../support/child-process';
import { eventually } from '../../../support/eventually';
import { endProcessesOf } from '../../../support/processes';
import { track } from './cleanup';
import { PodFolder } from './pod-folder';

const FAST_CLOCK = join(__dirname, 'fast-clock.cjs');
const ROOT = join(__dirname, '..', '..', '..', '..');
const PROGRAM = join(ROOT, 'docker', 'agent.cjs');
const STUB_AGENT = join(ROOT, 'dist', 'stub-agent');

/** The program's first argument; undefined means all in one container. */
export type Command = 'register' | 'run' | 'keep' | undefined;

export interface AgentOptions {
  readonly devops: FakeDevOps;
  /** Name of the agent; in a cluster, of the pod. @default 'linux-x7k2p' */
  readonly name?: string;
  /** Additional or changed variables; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Mounted as AZP_TOKEN_FILE for every command except "run". @default - the token of the fake's administrator */
  readonly token?: string;
  /** @default - a new one */
  readonly folder?: PodFolder;
  /**
   * How many times as fast the program's clock runs. Its limits then end sooner too: set longer ones if the programs that it
   * starts need real time. @default 1
   */
  readonly clockRate?: number;
}

/** One event of the program's log. */
export interface LogLine {
  readonly event: string;
  readonly level: string;
  readonly [field: string]: unknown;
}

/** The bundled program as a real process, in place of a container. */
export class AgentProcess {
  readonly folder: PodFolder;
  /** Its own unpacked agent package. */
  readonly home: string;
  readonly #child: Child;

  constructor(child: Child, folder: PodFolder, home: string) {
    this.#child = child;
    this.folder = folder;
    this.home = home;
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The exit code, or 128 plus the number of the signal, after it has exited and all of its output is read. */
  get exited(): Promise<number> {
    return this.#child.exited;
  }

  /** The exit code; undefined while it runs. */
  get code(): number | undefined {
    return this.#child.code;
  }

  /** Everything that it has written, including the lines of the agent's own programs. */
  get output(): string {
    return this.#child.output;
  }

  /** Its log, with one entry for each event. */
  get logs(): LogLine[] {
    return this.#child.lines.map(parse).filter((line) => line !== undefined);
  }

  events(name: string): LogLine[] {
    return this.logs.filter(({ event }) => event === name);
  }

  /** Resolves with the first event of this name. @throws with its output if there is none in time */
  async event(name: string, seconds = 20): Promise<LogLine> {
    return eventually(`event "${name}"`, () => this.events(name)[0], seconds).catch((error: unknown) => {
      throw new Error(`${error}; it has written:\n${this.output}`);
    });
  }

  /** Like the container runtime: sends the signal only to the program. */
  signal(name: NodeJS.Signals): void {
    this.#child.signal(name);
  }

  /** As when a container is killed: all of its processes end together. */
  async kill(): Promise<void> {
    await endProcessesOf(this.home);
    await this.exited;
  }
}

/** Starts the program with the environment that its container would have; the fake's stub agent is its agent package. */
export function startAgent(command: Command, options: AgentOptions): AgentProcess {
  const { devops, name = 'linux-x7k2p', env = {}, folder = new PodFolder(), clockRate = 1 } = options;
  const home = folder.newHome(command ?? 'all-in-one', STUB_AGENT);
  if (command !== 'run') folder.writeToken(options.token ?? devops.token);
  return startProgram(command, {
    folder,
    home,
    clockRate,
    env: {
      AGENT_ALLOW_RUNASROOT: '1',
      STUB_AGENT_NODE: process.execPath,
      AZP_URL: devops.url,
      AZP_POOL: 'linux',
      AZP_AGENT_NAME: name,
      AZP_HEALTH_PORT: '0',
      ...(command !== 'run' && { AZP_TOKEN_FILE: folder.tokenFile }),
      ...env,
    },
  });
}

export interface ProgramOptions extends Required<Pick<AgentOptions, 'env' | 'folder' | 'clockRate'>> {
  readonly home: string;
}

/** Starts the program with the folders that its container would have, and the variables that are given. */
export function startProgram(command: Command, { folder, home, env, clockRate }: ProgramOptions): AgentProcess {
  const preloaded = clockRate === 1 ? [] : ['--require', FAST_CLOCK];
  const child = new Child(process.execPath, [...preloaded, PROGRAM, ...(command === undefined ? [] : [command])], {
    cwd: folder.path,
    env: {
      PATH: process.env['PATH'],
      // By this variable, descendants can be found that have no other trace of their origin.
      TMPDIR: folder.path,
      ...(clockRate === 1 ? {} : { FAST_CLOCK_RATE: `${clockRate}` }),
      AZP_AGENT_HOME: home,
      AZP_HANDOVER: folder.handover,
      AZP_WORK: folder.work,
      ...(command === 'register' && { AZP_STATE: folder.state, AZP_EVICT: folder.evict }),
      ...env,
    },
  });
  track(child, folder);
  return new AgentProcess(child, folder, home);
}

/** Undefined for a line that does not belong to the program's log. */
function parse(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: LogLine = JSON.parse(line);
    return typeof value.event === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
