import { REGISTRATION } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { AgentPool, AgentRef, AgentService } from '../../providers/contract/agent-service';
import { retrying } from '../../providers/contract/retrying';
import { isTransient, ServiceError } from '../../providers/contract/service-error';
import { forgetRegistration, requireOwnKey } from '../azure-pipelines/agent-files';
import { ConfigKilled, configure } from '../azure-pipelines/configure';
import { agentService } from '../azure-pipelines/service';
import { tokenSource } from '../azure-pipelines/token';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { RegistrationSettings } from '../settings/settings';
import { removeAgent } from './remove-agent';

export interface RegistrationOptions {
  /** Deletes an existing agent of the same name first. config.sh would replace it, which keeps its id, its session and "disabled". */
  readonly deleteLeftover: boolean;
  /** The remedy in the log if the agent could not be deregistered. */
  readonly remedyIfLeft: string;
}

/** For an agent that has a placeholder in its agent pool. */
const WITH_PLACEHOLDER: RegistrationOptions = {
  deleteLeftover: false,
  remedyIfLeft: 'the placeholder reaps it once its job is over',
};

export interface Deregistration {
  /** @default the agent of this name */
  readonly agent?: AgentRef | undefined;
  /** The agent may appear later, so `deregister` keeps looking for it for a time. @default false */
  readonly mayAppear?: boolean;
}

/** The registration of one agent. config.sh creates it. The API of the service ends it, because the token may have changed since. */
export class Registration {
  readonly service: AgentService;
  readonly #settings: RegistrationSettings;
  readonly #env: Environment;
  readonly #runtime: Runtime;
  readonly #token: ReturnType<typeof tokenSource>;
  readonly #options: RegistrationOptions;

  constructor(settings: RegistrationSettings, env: Environment, runtime: Runtime, options = WITH_PLACEHOLDER) {
    const { organisation } = settings;
    this.#settings = settings;
    this.#env = env;
    this.#runtime = runtime;
    this.#options = options;
    this.#token = tokenSource(organisation.auth, runtime.log);
    this.service = agentService({ url: organisation.url, token: this.#token });
  }

  /**
   * Registers the agent. Retries until the time limit after failures that may pass. The service is asked before config.sh runs,
   * to distinguish a wrong token, an unknown agent pool and a missing right: config.sh has one exit code for all. If a failed
   * or stopped attempt has left an agent, it is deregistered.
   *
   * @throws ServiceError, or the name of the signal that stopped it
   */
  async register(): Promise<AgentRef> {
    const { clock, log, stop } = this.#runtime;
    const deadline = clock.now() + this.#settings.registerLimitMs;
    let mayBeRegistered = false;
    const attempt = async () => {
      const pool = await this.service.findManagedAgentPool(this.#settings.organisation.pool);
      stop.throwIfAborted();
      if (this.#options.deleteLeftover) await this.#deleteLeftover(pool);
      mayBeRegistered = true;
      return this.#configure(pool, deadline - clock.now());
    };
    try {
      const agent = await retrying(attempt, {
        clock,
        deadline,
        stop,
        onWait: (error, waitMs) => log.warn('registering again', { reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
      });
      // After a stop, no listener may start.
      stop.throwIfAborted();
      return agent;
    } catch (error) {
      // A request of a killed config.sh may still be on its way to the service.
      if (mayBeRegistered) await this.deregister({ mayAppear: error instanceof ConfigKilled });
      throw error;
    }
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

  /** Removes the agent. Retries until the time limit while the agent is busy or the service does not answer. Returns whether it is gone. */
  async deregister({ agent, mayAppear = false }: Deregistration = {}): Promise<boolean> {
    const { clock, log } = this.#runtime;
    const { agentName, deregisterLimitMs } = this.#settings;
    const appearsUntil = mayAppear ? clock.now() + Math.min(REGISTRATION.lateRequest.milliseconds, deregisterLimitMs / 3) : 0;
    const untilLimit = {
      clock,
      deadline: clock.now() + deregisterLimitMs,
      // Never aborted: the agent must be deregistered after SIGTERM too.
      stop: new AbortController().signal,
      // For an agent that is known to be registered, every error is worth a retry: a refused token may be replaced meanwhile.
      isRetryable: (error: unknown) => agent !== undefined || isTransient(error),
      onWait: (error: unknown, waitMs: number) =>
        log.warn('deregistering again', { agent: agentName, reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
    };
    try {
      await retrying(() => this.#remove(agent, appearsUntil), untilLimit);
      log.info('deregistered', { agent: agentName });
      return true;
    } catch (error) {
      log.error('not deregistered', { agent: agentName, reason: reason(error), remedy: this.#options.remedyIfLeft });
      return false;
    }
  }

  async #remove(known: AgentRef | undefined, appearsUntil: number): Promise<void> {
    const agent = known ?? (await this.find());
    if (agent !== undefined) return removeAgent(this.service, agent);
    if (this.#runtime.clock.now() >= appearsUntil) return;
    throw new ServiceError('it is not registered, but a request of the killed config.sh may still register it', { fault: 'transient' });
  }

  /** This agent by its name; undefined if it is not registered. @throws ServiceError if the service does not tell */
  async find(): Promise<AgentRef | undefined> {
    const pool = await this.service.findManagedAgentPool(this.#settings.organisation.pool);
    const agent = await this.service.findAgentByName(pool.id, this.#settings.agentName);
    return agent && { poolId: pool.id, agentId: agent.id };
  }
}
