import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { FOLDERS } from '../../../config/pod-contract';
import { runInContainer } from './containers';
import type { Scene } from './scene';

/** Folder of the stubs that are in the images, built by scripts/build.mjs. */
const DIST = join(__dirname, '..', '..', '..');

const KINDS = {
  agent: { stub: 'stub-agent', home: FOLDERS.agent, settings: '.agent', listener: 'Agent.Listener' },
  runner: { stub: 'stub-runner', home: FOLDERS.runner, settings: '.runner', listener: 'Runner.Listener' },
} as const;

type Kind = keyof typeof KINDS;

/** A listener outside of the cluster that uses the key of a pod's agent or runner. */
export class StolenAgent {
  readonly #kind: Kind;
  readonly #home: string;
  #listener: ChildProcess | undefined;
  #output = '';

  private constructor(kind: Kind, home: string) {
    this.#kind = kind;
    this.#home = home;
  }

  /** Copies the key files, which a job may read and could send elsewhere. */
  static async copy(scene: Scene, pod: V1Pod, kind: Kind): Promise<StolenAgent> {
    const { stub, home, settings } = KINDS[kind];
    const stolen = new StolenAgent(kind, mkdtempSync(join(tmpdir(), 'stolen-agent-')));
    cpSync(join(DIST, stub), stolen.#home, { recursive: true });
    for (const name of [settings, '.credentials', '.credentials_rsaparams']) {
      writeFileSync(join(stolen.#home, name), await runInContainer(scene, pod, kind, ['cat', `${home}/${name}`]));
    }
    return stolen;
  }

  /** Starts the listener without `--once`, so that it takes any number of jobs. */
  start(): void {
    const env = {
      PATH: process.env['PATH'],
      AGENT_ALLOW_RUNASROOT: '1',
      RUNNER_ALLOW_RUNASROOT: '1',
      STUB_AGENT_NODE: process.execPath,
    };
    this.#listener = spawn(join(this.#home, 'bin', KINDS[this.#kind].listener), ['run'], {
      cwd: this.#home,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#listener.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
  }

  get isListening(): boolean {
    return this.#output.includes('Listening for Jobs');
  }

  /** Whether the listener has given up. */
  get hasExited(): boolean {
    return this.#listener !== undefined && this.#listener.exitCode !== null;
  }

  /** What the listener has printed. */
  get output(): string {
    return this.#output;
  }

  async end(): Promise<void> {
    const listener = this.#listener;
    if (listener && listener.exitCode === null && listener.signalCode === null) {
      const exited = new Promise((resolve) => listener.once('exit', resolve));
      listener.kill('SIGKILL');
      await exited;
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}
