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

/** Starts a container of a pod. */
export type StartContainer = (command: 'register' | 'run', folder: PodFolder) => AgentProcess;

/** The pod of an agent or runner. Its two containers are started and ended in the kubelet's order. */
export class Pod {
  readonly folder = new PodFolder();
  readonly run: AgentProcess;
  /** Resolves when both have ended. "register" gets SIGTERM after "run" has ended. */
  readonly ended: Promise<PodEnd>;
  readonly #start: StartContainer;
  #register: AgentProcess;

  constructor(start: StartContainer) {
    this.#start = start;
    this.#register = start('register', this.folder);
    this.run = start('run', this.folder);
    this.ended = this.#lead();
  }

  /** The native sidecar after its last start. */
  get register(): AgentProcess {
    return this.#register;
  }

  /** Restarts the native sidecar, as the kubelet does if it ends too early: only the volumes are kept. */
  async restartRegister(): Promise<AgentProcess> {
    await this.#register.exited;
    this.#register = this.#start('register', this.folder);
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
}

/** Starts the two containers of an agent's pod together. */
export function pod({ registerEnv, runEnv, ...options }: PodOptions): Pod {
  return new Pod((command, folder) =>
    startAgent(command, { ...options, folder, env: { ...options.env, ...(command === 'run' ? runEnv : registerEnv) } }),
  );
}
