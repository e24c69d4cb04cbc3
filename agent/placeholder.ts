import type { AgentRef } from '../azure-devops/client';
import type { Registration } from './registration';
import type { Runtime } from './runtime';

/**
 * The disabled agent that keeps the agent pool open: Azure DevOps fails a job at once when no registered
 * agent, online or not, has what it demands. Disabled, it is never given a job.
 */
export class Placeholder {
  readonly #registration: Pick<Registration, 'register' | 'devops'>;
  readonly #log: Runtime['log'];
  #agent: AgentRef | undefined;
  #kept = false;

  constructor(registration: Pick<Registration, 'register' | 'devops'>, log: Runtime['log']) {
    this.#registration = registration;
    this.#log = log;
  }

  /** Whether it was registered and disabled when last seen: an unanswered request changes nothing. */
  get kept(): boolean {
    return this.#kept;
  }

  /** Registers the placeholder when it is missing and disables it when it is not. Throws when it cannot tell. */
  async ensure(): Promise<void> {
    const { devops } = this.#registration;
    const found = this.#agent && (await devops.findAgent(this.#agent));
    this.#kept = found?.enabled === false;
    if (this.#kept) return;
    if (this.#agent && found === undefined) this.#log.warn('the placeholder is gone, registering it again', { ...this.#agent });
    if (found) this.#log.warn('the placeholder was enabled, disabling it again');
    this.#agent = found && this.#agent ? this.#agent : await this.#register();
    await devops.disable(this.#agent);
    this.#kept = true;
    this.#log.info('the placeholder is registered and disabled', { ...this.#agent });
  }

  async #register(): Promise<AgentRef> {
    this.#agent = undefined;
    return this.#registration.register();
  }
}
