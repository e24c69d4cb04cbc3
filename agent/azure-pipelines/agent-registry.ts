import type { AgentPool, AgentRef, AgentService } from '../../providers/contract/agent-service';
import { ServiceError } from '../../providers/contract/service-error';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { Attempt, Registry } from '../registration/registry';
import type { WatchEnd, WatchInputs } from '../registration/watch';
import type { RegistrationSettings } from '../settings/registration-settings';
import { copyRegistration, forgetRegistration, requireOwnKey } from './agent-files';
import { watchAgent } from './agent-watch';
import { ConfigKilled, configure } from './configure';
import { removeAgent } from './remove-agent';
import { agentService } from './service';
import { tokenSource } from './token';

export interface AgentRegistryOptions {
  /** Deletes an existing agent of the same name first. config.sh would replace it, which keeps its id, its session and "disabled". */
  readonly deleteLeftover: boolean;
  /** The remedy in the log if the agent could not be deregistered. */
  readonly remedyIfLeft: string;
}

/** For an agent that has a placeholder in its agent pool. */
const WITH_PLACEHOLDER: AgentRegistryOptions = {
  deleteLeftover: false,
  remedyIfLeft: 'the placeholder reaps it once its job is over',
};

/** An agent of Azure Pipelines. config.sh registers it. The API of the service removes it, because the token may have changed since. */
export class AgentRegistry implements Registry {
  readonly noun = 'agent';
  readonly service: AgentService;
  readonly #settings: RegistrationSettings;
  readonly #env: Environment;
  readonly #runtime: Runtime;
  readonly #token: ReturnType<typeof tokenSource>;
  readonly #options: AgentRegistryOptions;

  constructor(settings: RegistrationSettings, env: Environment, runtime: Runtime, options = WITH_PLACEHOLDER) {
    const { organisation } = settings;
    this.#settings = settings;
    this.#env = env;
    this.#runtime = runtime;
    this.#options = options;
    this.#token = tokenSource(organisation.auth, runtime.log);
    this.service = agentService({ url: organisation.url, token: this.#token });
  }

  get remedyIfLeft(): string {
    return this.#options.remedyIfLeft;
  }

  /**
   * The service is asked before config.sh runs, to distinguish a wrong token, an unknown agent pool and a missing right: config.sh
   * has one exit code for all.
   */
  async register({ leftMs, onSent }: Attempt): Promise<AgentRef> {
    const { clock, stop } = this.#runtime;
    const deadline = clock.now() + leftMs;
    const pool = await this.service.findManagedAgentPool(this.#settings.organisation.pool);
    stop.throwIfAborted();
    if (this.#options.deleteLeftover) await this.#deleteLeftover(pool);
    onSent();
    return this.#configure(pool, deadline - clock.now());
  }

  idsOf({ poolId, agentId }: AgentRef): Readonly<Record<string, number>> {
    return { poolId, agentId };
  }

  /** A request of a killed config.sh may still be on its way to the service. */
  mayAppearAfter(error: unknown): boolean {
    return error instanceof ConfigKilled;
  }

  /** @throws ServiceError if it still runs a job */
  async #deleteLeftover(pool: AgentPool): Promise<void> {
    const { agentName } = this.#settings;
    const leftover = await this.service.findAgentByName(pool.id, agentName);
    if (leftover === undefined) return;
    this.#runtime.log.info('deleting the agent of the same name', { agent: agentName, agentId: leftover.id, status: leftover.status });
    if ((await this.service.delete({ poolId: pool.id, agentId: leftover.id })) !== 'busy') return;
    const cause = 'an earlier start has left it, or another container has the same AZP_AGENT_NAME';
    throw new ServiceError(`agent "${agentName}" still runs a job in agent pool "${pool.name}": ${cause}`, { fault: 'transient' });
  }

  async #configure(pool: AgentPool, limitMs: number): Promise<AgentRef> {
    const { organisation, agentName } = this.#settings;
    this.#runtime.log.info('registering', { agent: agentName, pool: pool.name, url: organisation.url });
    const { value: token } = await this.#token();
    const agent = await configure({ settings: this.#settings, poolName: pool.name, token, env: this.#env, limitMs }, this.#runtime);
    await this.#requireOwnKey();
    this.#runtime.log.info('registered', { agent: agentName, pool: pool.name, ...agent });
    return agent;
  }

  /** If config.sh has saved the token, it is deleted from disk immediately. */
  async #requireOwnKey(): Promise<void> {
    const { home } = this.#settings.folders;
    await requireOwnKey(home).catch(async (error: unknown) => {
      await forgetRegistration(home);
      throw error;
    });
  }

  async find(): Promise<AgentRef | undefined> {
    const pool = await this.service.findManagedAgentPool(this.#settings.organisation.pool);
    const agent = await this.service.findAgentByName(pool.id, this.#settings.agentName);
    return agent && { poolId: pool.id, agentId: agent.id };
  }

  remove(agent: AgentRef): Promise<void> {
    return removeAgent(this.service, agent);
  }

  async handOver(folder: string): Promise<void> {
    const { home } = this.#settings.folders;
    await copyRegistration(home, folder);
    await forgetRegistration(home);
  }

  watch(inputs: WatchInputs): Promise<WatchEnd> {
    return watchAgent({ ...inputs, service: this.service }, this.#runtime);
  }
}
