import { type AgentOptions, type AgentProcess, startAgent } from './agent-process';
import { PodFolder } from './pod-folder';

export interface PodOptions extends Omit<AgentOptions, 'folder'> {
  /** Variables of one container. */
  readonly registerEnv?: Readonly<Record<string, string | undefined>>;
  readonly runEnv?: Readonly<Record<string, string | undefined>>;
}

/** Limits that leave time for real processes when the program's clock runs ten times as fast. */
export const FAST_CLOCK_LIMITS = { AZP_CONFIG_SECONDS: '1800', AZP_READY_SECONDS: '3000', AZP_GRACE_SECONDS: '900' };

/** Exit codes of the two containers. */
export interface PodEnd {
  readonly run: number;
  readonly register: number;
}

/** An agent's pod. Its two containers are started and ended in the kubelet's order. */
export class Pod {
  readonly folder = new PodFolder();
  readonly run: AgentProcess;
  /** Resolves when both have ended. "register" gets SIGTERM after "run" has ended. */
  readonly ended: Promise<PodEnd>;
  readonly #options: PodOptions;
  #register: AgentProcess;

  constructor(options: PodOptions) {
    this.#options = options;
    this.#register = this.#startRegister();
    this.run = startAgent('run', { ...options, folder: this.folder, env: { ...options.env, ...options.runEnv } });
    this.ended = this.#lead();
  }

  /** The native sidecar after its last start. */
  get register(): AgentProcess {
    return this.#register;
  }

  /** Restarts the native sidecar, as the kubelet does if it ends too early: only the volumes are kept. */
  async restartRegister(): Promise<AgentProcess> {
    await this.#register.exited;
    this.#register = this.#startRegister();
    return this.#register;
  }

  /** Like a deletion of the pod: SIGTERM to "run", and to "register" after "run" has ended. */
  delete(): Promise<PodEnd> {
    this.run.signal('SIGTERM');
    return this.ended;
  }

  /** As when the grace period ends or the node is lost: all processes of the pod end together. */
  async kill(): Promise<PodEnd> {
    await Promise.all([this.run.kill(), this.register.kill()]);
    return this.ended;
  }

  async #lead(): Promise<PodEnd> {
    const run = await this.run.exited;
    this.#register.signal('SIGTERM');
    return { run, register: await this.#register.exited };
  }

  #startRegister(): AgentProcess {
    const { env, registerEnv } = this.#options;
    return startAgent('register', { ...this.#options, folder: this.folder, env: { ...env, ...registerEnv } });
  }
}

/** Starts the two containers of an agent's pod together. */
export function pod(options: PodOptions): Pod {
  return new Pod(options);
}
