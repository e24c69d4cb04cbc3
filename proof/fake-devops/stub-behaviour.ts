import { type Behaviour, realBehaviour } from './stub-agent/behaviour';

/** The behaviour of all stub agents, with overrides for single agents by name. */
export class StubBehaviours {
  #common: Behaviour = realBehaviour;
  readonly #byName = new Map<string, Partial<Behaviour>>();

  /** Changes the behaviour of all stub agents, or only of the one named `agentName`. */
  set(change: Partial<Behaviour>, agentName?: string): void {
    if (agentName === undefined) this.#common = { ...this.#common, ...change };
    else this.#byName.set(agentName, { ...this.#byName.get(agentName), ...change });
  }

  of(agentName: string): Behaviour {
    return { ...this.#common, ...this.#byName.get(agentName) };
  }
}
