import { type AgentRef, DevOps } from '../azure-devops/client';
import { DevOpsError, isTransient } from '../azure-devops/error';
import type { TokenSource } from '../azure-devops/request';
import { retrying } from '../azure-devops/retry';
import type { Agent, Pool } from '../azure-devops/types';
import { forgetRegistration, requireOwnKey } from './agent-files';
import { configure } from './configure';
import { reason } from './log';
import type { Runtime } from './runtime';
import type { RegistrationSettings } from './settings';
import type { Environment } from './start-process';
import { tokenSource } from './token';

const requestMs = 20_000;

/** An agent's place in its agent pool: made by config.sh, ended by REST, because the token may have changed in between. */
export class Registration {
  readonly devops: DevOps;
  readonly #settings: RegistrationSettings;
  readonly #env: Environment;
  readonly #runtime: Runtime;
  readonly #token: TokenSource;
  readonly #leftTo: 'placeholder' | 'nobody';

  /** @param leftTo who deletes an agent that cannot be deregistered in time */
  constructor(settings: RegistrationSettings, env: Environment, runtime: Runtime, leftTo: 'placeholder' | 'nobody' = 'nobody') {
    const { organisation } = settings;
    this.#settings = settings;
    this.#env = env;
    this.#leftTo = leftTo;
    this.#runtime = runtime;
    this.#token = tokenSource(organisation.auth, runtime.log);
    this.devops = new DevOps({ url: organisation.url, token: this.#token, timeoutMs: requestMs });
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
      mayBeRegistered = true;
      return this.#configure(pool, deadline - clock.now());
    };
    try {
      return await retrying(attempt, {
        clock,
        deadline,
        stop,
        onWait: (error, waitMs) => log.warn('registering again', { reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
      });
    } catch (error) {
      if (mayBeRegistered) await this.deregister();
      throw error;
    }
  }

  async #configure(pool: Pool, limitMs: number): Promise<AgentRef> {
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
   * Disables the agent, deletes it and sees that it is gone; tries again within the grace period while it is busy or Azure DevOps does
   * not answer. Without `agent` it is looked up by name. Returns whether the agent is gone.
   */
  async deregister(agent?: AgentRef): Promise<boolean> {
    const { clock, log } = this.#runtime;
    const { agentName, graceMs } = this.#settings;
    // No early end at SIGTERM: that is when this is done. And no error is final: the token may be replaced by a good one.
    const patience = {
      clock,
      deadline: clock.now() + graceMs,
      stop: new AbortController().signal,
      canPass: (error: unknown) => agent !== undefined || isTransient(error),
      onWait: (error: unknown, waitMs: number) =>
        log.warn('deregistering again', { agent: agentName, reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
    };
    try {
      await retrying(() => this.#remove(agent), patience);
      log.info('deregistered', { agent: agentName });
      return true;
    } catch (error) {
      log.error('not deregistered', {
        agent: agentName,
        reason: reason(error),
        remedy:
          this.#leftTo === 'placeholder' ? 'the placeholder deletes it once its job is over' : 'delete it on the page of the agent pool',
      });
      return false;
    }
  }

  async #remove(known?: AgentRef): Promise<void> {
    const agent = known ?? (await this.find());
    if (agent === undefined) return;
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
