import type { DevOps } from '../../providers/azure-devops/client/client';
import type { Agent, AgentPool, AgentRef } from '../../providers/contract/agent-service';
import { isTransient } from '../../providers/contract/service-error';
import type { Log } from '../process/log';

export interface PlaceholderInputs {
  readonly name: string;
  readonly devops: Pick<DevOps, 'disable'>;
  /** Registers an agent of that name from this image, in place of one that is there. */
  readonly register: (pool: AgentPool) => Promise<AgentRef>;
  readonly log: Log;
}

/**
 * The disabled agent that keeps the agent pool open: Azure DevOps fails a job at once when no registered
 * agent, online or not, has what it demands. Disabled, it is never given a job.
 *
 * It is registered once by each process, since a new image may have new capabilities, and then only when it is missing.
 * It is known by its name: a second process that has registered it anew, under another id, is no reason to do it again.
 */
export class Placeholder {
  readonly #inputs: PlaceholderInputs;
  #registered = false;
  #kept = false;

  constructor(inputs: PlaceholderInputs) {
    this.#inputs = inputs;
  }

  /** Whether it was there, from this image and disabled, when last seen. */
  get kept(): boolean {
    return this.#kept;
  }

  /** To be told when the agents could not be listed. An outage says nothing about the placeholder; a refusal says that nobody can look after it. */
  doubt(error: unknown): void {
    if (!isTransient(error)) this.#kept = false;
  }

  /** Registers the placeholder when it is missing, disables it when it is not. `agents` are all of the agent pool. */
  async ensure(pool: AgentPool, agents: readonly Agent[]): Promise<void> {
    const { name, devops, log } = this.#inputs;
    const found = agents.find((agent) => agent.name.toLowerCase() === name.toLowerCase());
    this.#kept = this.#registered && found?.enabled === false;
    if (this.#kept) return;
    if (this.#registered)
      log.warn(found ? 'the placeholder was enabled, disabling it again' : 'the placeholder is gone, registering it again');
    const agent = this.#registered && found ? { poolId: pool.id, agentId: found.id } : await this.#register(pool);
    this.#kept = await devops.disable(agent);
    if (this.#kept) log.info('the placeholder is registered and disabled', { ...agent });
  }

  async #register(pool: AgentPool): Promise<AgentRef> {
    const agent = await this.#inputs.register(pool);
    this.#registered = true;
    return agent;
  }
}
