import { REGISTRATION } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { AgentRef } from '../../providers/contract/agent-service';
import { retrying } from '../../providers/contract/retrying';
import { isTransient, ServiceError } from '../../providers/contract/service-error';
import type { Runtime } from '../process/runtime';
import type { RegistrationBasics } from '../settings/registration-settings';
import type { Registry } from './registry';

export interface RegistrationInputs {
  readonly settings: Omit<RegistrationBasics, 'folders'>;
  readonly registry: Registry;
}

export interface Deregistration {
  /** @default the agent of this name */
  readonly agent?: AgentRef | undefined;
  /** The agent may appear later, so `deregister` keeps looking for it for a time. @default false */
  readonly mayAppear?: boolean;
}

/** The registration of one agent, with the retries and time limits that are the same for every service. */
export class Registration {
  readonly #settings: RegistrationInputs['settings'];
  readonly #registry: Registry;
  readonly #runtime: Runtime;

  constructor({ settings, registry }: RegistrationInputs, runtime: Runtime) {
    this.#settings = settings;
    this.#registry = registry;
    this.#runtime = runtime;
  }

  /**
   * Registers the agent. Retries until the time limit after failures that may pass. If a failed or stopped attempt has left an
   * agent, it is deregistered.
   *
   * @throws ServiceError, CredentialError, or the name of the signal that stopped it
   */
  async register(): Promise<AgentRef> {
    const { clock, log, stop } = this.#runtime;
    const deadline = clock.now() + this.#settings.registerLimitMs;
    let mayBeRegistered = false;
    const onSent = () => {
      mayBeRegistered = true;
    };
    try {
      const agent = await retrying(() => this.#registry.register({ leftMs: deadline - clock.now(), onSent }), {
        clock,
        deadline,
        stop,
        onWait: (error, waitMs) => log.warn('registering again', { reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
      });
      // After a stop, no listener may start.
      stop.throwIfAborted();
      return agent;
    } catch (error) {
      if (mayBeRegistered) await this.deregister({ mayAppear: this.#registry.mayAppearAfter(error) });
      throw error;
    }
  }

  /** Removes the agent. Retries until the time limit while the agent is busy or the service does not answer. Returns whether it is gone. */
  async deregister({ agent, mayAppear = false }: Deregistration = {}): Promise<boolean> {
    const { clock, log } = this.#runtime;
    const { agentName, deregisterLimitMs } = this.#settings;
    const { noun, remedyIfLeft } = this.#registry;
    const appearsUntil = mayAppear ? clock.now() + Math.min(REGISTRATION.lateRequest.milliseconds, deregisterLimitMs / 3) : 0;
    const untilLimit = {
      clock,
      deadline: clock.now() + deregisterLimitMs,
      // Never aborted: the agent must be deregistered after SIGTERM too.
      stop: new AbortController().signal,
      // For an agent that is known to be registered, every error is worth a retry: a refused token may be replaced meanwhile.
      isRetryable: (error: unknown) => agent !== undefined || isTransient(error),
      onWait: (error: unknown, waitMs: number) =>
        log.warn('deregistering again', { [noun]: agentName, reason: reason(error), inSeconds: Math.round(waitMs / 1000) }),
    };
    try {
      await retrying(() => this.#remove(agent, appearsUntil), untilLimit);
      log.info('deregistered', { [noun]: agentName });
      return true;
    } catch (error) {
      log.error('not deregistered', { [noun]: agentName, reason: reason(error), remedy: remedyIfLeft });
      return false;
    }
  }

  async #remove(known: AgentRef | undefined, appearsUntil: number): Promise<void> {
    const agent = known ?? (await this.#registry.find());
    if (agent !== undefined) return this.#registry.remove(agent);
    if (this.#runtime.clock.now() >= appearsUntil) return;
    throw new ServiceError('it is not registered, but a request that was not answered may still register it', { fault: 'transient' });
  }
}
