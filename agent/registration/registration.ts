import { REGISTRATION, REQUEST } from '../../config/timings';
import { DevOps } from '../../providers/azure-devops/client/client';
import { DevOpsError } from '../../providers/azure-devops/client/error';
import type { TokenSource } from '../../providers/azure-devops/client/request';
import type { Agent, AgentPool, AgentRef } from '../../providers/contract/agent-service';
import { retrying } from '../../providers/contract/retrying';
import { isTransient } from '../../providers/contract/service-error';
import { reason } from '../process/log';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { RegistrationSettings } from '../settings/settings';
import { forgetRegistration, requireOwnKey } from './agent-files';
import { ConfigKilled, configure } from './configure';
import { tokenSource } from './token';

export interface RegistrationOptions {
  /** An agent of that name is deleted before config.sh, which otherwise replaces it: id, session and "disabled" stay then. */
  readonly deleteLeftover: boolean;
  /** What the log says when the agent could not be deregistered. */
  readonly whenLeft: string;
}

const besidePlaceholder: RegistrationOptions = {
  deleteLeftover: false,
  whenLeft: 'the placeholder deletes it once its job is over',
};

/** An agent's place in its agent pool: made by config.sh, ended by REST, because the token may have changed in between. */
export class Registration {
  readonly devops: DevOps;
  readonly #settings: RegistrationSettings;
  readonly #env: Environment;
  readonly #runtime: Runtime;
  readonly #token: TokenSource;
  readonly #options: RegistrationOptions;

  constructor(settings: RegistrationSettings, env: Environment, runtime: Runtime, options = besidePlaceholder) {
    const { organisation } = settings;
    this.#settings = settings;
    this.#env = env;
    this.#runtime = runtime;
    this.#options = options;
    this.#token = tokenSource(organisation.auth, runtime.log);
    this.devops = new DevOps({ url: organisation.url, token: this.#token, timeoutMs: REQUEST.azureDevOps.milliseconds });
  }

  /**
   * Registers the agent, trying again within the time limit whatever may pass. A wrong token, an unknown agent pool and a
   * missing right are found by asking before config.sh runs, whose only exit code is 1. An agent that a failed or
   * stopped attempt has left is deleted again.
   *
   * @throws DevOpsError, or the name of the signal that stopped it
   */
  async register(): Promise<AgentRef> {
    const { clock, log, stop } = this.#runtime;
    const deadline = clock.now() + this.#settings.configMs;
    let mayBeRegistered = false;
    const attempt = async () => {
      const pool = await this.devops.findManagedPool(this.#settings.organisation.pool);
      stop.throwIfAborted();
      if (this.#options.deleteLeftover) await this.#removeLeftover(pool);
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
      // No listener shall start any more.
      stop.throwIfAborted();
      return agent;
    } catch (error) {
      if (mayBeRegistered) await this.deregister(undefined, error instanceof ConfigKilled);
      throw error;
    }
  }

  /** @throws DevOpsError when it still runs a job */
  async #removeLeftover(pool: AgentPool): Promise<void> {
    const { agentName } = this.#settings;
    const left = await this.devops.findAgentByName(pool.id, agentName);
    if (left === undefined) return;
    this.#runtime.log.info('deleting the agent of that name', { agent: agentName, agentId: left.id, status: left.status });
    if ((await this.devops.delete({ poolId: pool.id, agentId: left.id })) !== 'busy') return;
    const remedy = 'an earlier start has left it, or another container has the same AZP_AGENT_NAME';
    throw new DevOpsError(`agent "${agentName}" still runs a job in agent pool "${pool.name}": ${remedy}`, { fault: 'transient' });
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

  /** A token that config.sh has saved is on no disk any longer than it takes to see it. */
  async #requireOwnKey(): Promise<void> {
    const { home } = this.#settings.folders;
    await requireOwnKey(home).catch(async (error: unknown) => {
      await forgetRegistration(home);
      throw error;
    });
  }

  /**
   * Disables the agent, deletes it and sees that it is gone; tries again within the grace period while it is busy or Azure
   * DevOps does not answer. Without `agent` it is looked up by name; with `mayAppear` for a while, as it may be registered
   * only then. Returns whether the agent is gone.
   */
  async deregister(agent?: AgentRef, mayAppear = false): Promise<boolean> {
    const { clock, log } = this.#runtime;
    const { agentName, graceMs } = this.#settings;
    const appearsUntil = mayAppear ? clock.now() + Math.min(REGISTRATION.lateRequest.milliseconds, graceMs / 3) : 0;
    // No early end at SIGTERM: that is when this is done. And no error is final: the token may be replaced by a good one.
    const patience = {
      clock,
      deadline: clock.now() + graceMs,
      stop: new AbortController().signal,
      isRetryable: (error: unknown) => agent !== undefined || isTransient(error),
      onWait: (error: unknown, waitMs: number) =>
        log.warn('deregistering again', { agent: agentName, reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
    };
    try {
      await retrying(() => this.#remove(agent, appearsUntil), patience);
      log.info('deregistered', { agent: agentName });
      return true;
    } catch (error) {
      log.error('not deregistered', {
        agent: agentName,
        reason: reason(error),
        remedy: this.#options.whenLeft,
      });
      return false;
    }
  }

  async #remove(known: AgentRef | undefined, appearsUntil: number): Promise<void> {
    const agent = known ?? (await this.find());
    if (agent === undefined) {
      if (this.#runtime.clock.now() >= appearsUntil) return;
      throw new DevOpsError('it is not there, but the killed config.sh may have asked for it', { fault: 'transient' });
    }
    const found = await this.#outOfService(agent);
    if (found === undefined) return;
    if (found.assignedRequest || (await this.devops.delete(agent)) === 'busy')
      throw new DevOpsError('it still runs a job', { fault: 'transient' });
    if ((await this.devops.findAgent(agent)) === undefined) return;
    throw new DevOpsError('it is still there after the delete', { fault: 'transient' });
  }

  /** The agent, disabled: whatever comes of the delete, it is given no further job. Mostly it is disabled already. */
  async #outOfService(agent: AgentRef): Promise<Agent | undefined> {
    const found = await this.devops.findAgent(agent);
    if (!found?.enabled) return found;
    return (await this.devops.disable(agent)) ? this.devops.findAgent(agent) : undefined;
  }

  /** This agent by its name; undefined when it is not registered. Throws when Azure DevOps can't tell. */
  async find(): Promise<AgentRef | undefined> {
    const pool = await this.devops.findManagedPool(this.#settings.organisation.pool);
    const agent = await this.devops.findAgentByName(pool.id, this.#settings.agentName);
    return agent && { poolId: pool.id, agentId: agent.id };
  }
}
