import { configure } from './configure';
import { type AgentRef, DevOps } from './devops';
import { reason } from './log';
import type { Runtime } from './runtime';
import type { RegistrationSettings } from './settings';
import type { Environment } from './start-process';
import { type TokenSource, tokenSource } from './token';

const requestMs = 20_000;
const retryMs = 5000;

/** An agent's place in its agent pool: made by config.sh, ended by REST, because the token may have changed in between. */
export class Registration {
  readonly devops: DevOps;
  readonly #settings: RegistrationSettings;
  readonly #env: Environment;
  readonly #runtime: Runtime;
  readonly #token: TokenSource;

  constructor(settings: RegistrationSettings, env: Environment, runtime: Runtime) {
    const { organisation } = settings;
    this.#settings = settings;
    this.#env = env;
    this.#runtime = runtime;
    this.#token = tokenSource(organisation.auth, runtime.log);
    this.devops = new DevOps({ url: organisation.url, token: this.#token, timeoutMs: requestMs });
  }

  async register(): Promise<AgentRef> {
    const { organisation, agentName } = this.#settings;
    const { pool } = organisation;
    const poolName = 'name' in pool ? pool.name : (await this.devops.findPool(pool)).name;
    this.#runtime.log.info('registering', { agent: agentName, pool: poolName, url: organisation.url });
    const { value: token } = await this.#token();
    const agent = await configure({ settings: this.#settings, poolName, token, env: this.#env }, this.#runtime);
    this.#runtime.log.info('registered', { agent: agentName, pool: poolName, ...agent });
    return agent;
  }

  /**
   * Deletes the agent and sees that it is gone; tries again within the grace period while it is busy
   * or Azure DevOps does not answer. Without `agent` it is looked up by name, once: config.sh may
   * have registered it and failed afterwards. Returns whether the agent is gone.
   */
  async deregister(agent?: AgentRef): Promise<boolean> {
    const { clock, log } = this.#runtime;
    const name = this.#settings.agentName;
    const deadline = clock.now() + this.#settings.graceMs;
    for (;;) {
      const outcome = await this.#remove(agent).catch((error: unknown) => reason(error));
      if (outcome === 'gone') {
        log.info('deregistered', { agent: name });
        return true;
      }
      if (agent === undefined) {
        log.warn('cannot tell whether an agent was left registered', { agent: name, reason: outcome });
        return false;
      }
      if (clock.now() + retryMs > deadline) {
        log.error('not deregistered', { agent: name, reason: outcome, remedy: 'delete the offline agent from its agent pool' });
        return false;
      }
      log.warn('deregistering again', { agent: name, reason: outcome });
      await clock.sleep(retryMs);
    }
  }

  async #remove(known?: AgentRef): Promise<string> {
    const agent = known ?? (await this.find());
    if (agent === undefined) return 'gone';
    if ((await this.devops.delete(agent)) === 'busy') return 'it still runs a job';
    return (await this.devops.findAgent(agent)) === undefined ? 'gone' : 'it is still there after the delete';
  }

  /** This agent by its name; undefined when it is not registered. Throws when Azure DevOps can't tell. */
  async find(): Promise<AgentRef | undefined> {
    const pool = await this.devops.findPool(this.#settings.organisation.pool);
    const agent = await this.devops.findAgentByName(pool.id, this.#settings.agentName);
    return agent && { poolId: pool.id, agentId: agent.id };
  }
}
