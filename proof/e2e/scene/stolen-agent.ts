import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { runInContainer } from './containers';
import type { Scene } from './scene';

/** The stub agent that is in the image, built by scripts/build.mjs. */
const STUB_AGENT = join(__dirname, '..', '..', '..', 'stub-agent');
const AGENT_HOME = '/azp/agent';
const KEY_FILES = ['.agent', '.credentials', '.credentials_rsaparams'];

/** A listener outside of the cluster that uses the key of a pod's agent. */
export class StolenAgent {
  readonly #home: string;
  #listener: ChildProcess | undefined;
  #output = '';

  private constructor(home: string) {
    this.#home = home;
  }

  /** Copies the agent's key files, which a job may read and could send elsewhere. */
  static async copy(scene: Scene, pod: V1Pod): Promise<StolenAgent> {
    const stolen = new StolenAgent(mkdtempSync(join(tmpdir(), 'stolen-agent-')));
    cpSync(STUB_AGENT, stolen.#home, { recursive: true });
    for (const name of KEY_FILES) {
      writeFileSync(join(stolen.#home, name), await runInContainer(scene, pod, 'agent', ['cat', `${AGENT_HOME}/${name}`]));
    }
    return stolen;
  }

  /** Starts the listener without `--once`, so that it takes any number of jobs. */
  start(): void {
    const env = { PATH: process.env['PATH'], AGENT_ALLOW_RUNASROOT: '1', STUB_AGENT_NODE: process.execPath };
    this.#listener = spawn(join(this.#home, 'bin', 'Agent.Listener'), ['run'], {
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
