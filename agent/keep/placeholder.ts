import type { Agent, AgentPool, AgentRef, AgentService } from '../../providers/contract/agent-service';
import { isTransient } from '../../providers/contract/service-error';
import type { Log } from '../process/log';

export interface PlaceholderInputs {
  readonly name: string;
  readonly service: Pick<AgentService, 'disable'>;
  /** Registers an agent of this name from this image, and replaces an existing one. */
  readonly register: (pool: AgentPool) => Promise<AgentRef>;
  readonly log: Log;
}

/**
 * The disabled agent that makes the service queue jobs: without a registered agent that meets its demands, online or not, a
 * job fails immediately. Because the placeholder is disabled, it never gets a job.
 *
 * Each process registers it once, because a new image may have new capabilities, and after that only if it is missing. It is
 * identified by its name, so that two processes do not replace each other's registration, which may have another id.
 */
export class Placeholder {
  readonly #inputs: PlaceholderInputs;
  #registered = false;
  #kept = false;

  constructor(inputs: PlaceholderInputs) {
    this.#inputs = inputs;
  }

  /** Whether it was registered, from this image, and disabled when it was last listed. */
  get kept(): boolean {
    return this.#kept;
  }

  /** Call when a step failed. An outage leaves `kept` unchanged; any other error (such as a refused token) clears it. */
  noteFailure(error: unknown): void {
    if (!isTransient(error)) this.#kept = false;
  }

  /** Registers the placeholder if it is missing, and disables it if it is enabled. @param agents all agents of the agent pool */
  async ensure(pool: AgentPool, agents: readonly Agent[]): Promise<void> {
    const { name, service, log } = this.#inputs;
    const found = agents.find((agent) => agent.name.toLowerCase() === name.toLowerCase());
    this.#kept = this.#registered && found?.enabled === false;
    if (this.#kept) return;
    if (this.#registered)
      log.warn(found ? 'the placeholder was enabled, disabling it again' : 'the placeholder is gone, registering it again');
    const agent = this.#registered && found ? { poolId: pool.id, agentId: found.id } : await this.#register(pool);
    this.#kept = await service.disable(agent);
    if (this.#kept) log.info('the placeholder is registered and disabled', { ...agent });
  }

  async #register(pool: AgentPool): Promise<AgentRef> {
    const agent = await this.#inputs.register(pool);
    this.#registered = true;
    return agent;
  }
}
