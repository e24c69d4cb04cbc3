import { type Behaviour, realBehaviour } from './stub-runner/behaviour';

/** The behaviour of all stub runners, with overrides for single runners by name. */
export class StubBehaviours {
  #common: Behaviour = realBehaviour;
  readonly #byName = new Map<string, Partial<Behaviour>>();

  /** Changes the behaviour of all stub runners, or only of the one named `runnerName`. */
  set(change: Partial<Behaviour>, runnerName?: string): void {
    if (runnerName === undefined) this.#common = { ...this.#common, ...change };
    else this.#byName.set(runnerName, { ...this.#byName.get(runnerName), ...change });
  }

  of(runnerName: string): Behaviour {
    return { ...this.#common, ...this.#byName.get(runnerName) };
  }
}
