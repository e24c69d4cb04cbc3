import { type Behaviour, realBehaviour } from './stub-agent/behaviour';

/** The behaviour of all stub agents, and what differs for some by name. */
export class StubBehaviours {
  #common: Behaviour = realBehaviour;
  readonly #byName = new Map<string, Partial<Behaviour>>();

  /** Changes some of the behaviour of all stub agents, or of the one with this name. */
  set(change: Partial<Behaviour>, agentName?: string): void {
    if (agentName === undefined) this.#common = { ...this.#common, ...change };
    else this.#byName.set(agentName, { ...this.#byName.get(agentName), ...change });
  }

  of(agentName: string): Behaviour {
    return { ...this.#common, ...this.#byName.get(agentName) };
  }
}
