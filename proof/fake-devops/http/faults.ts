import type { Fault } from './fault-effect';

/** What a test breaks. */
export interface FaultSpec {
  /** @default - any */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** On what follows the organisation, with the query; for the sign-in service, on the whole path. @default - any */
  readonly path?: RegExp;
  readonly answer: Fault;
  /** How many requests it hits. @default - all until it is removed */
  readonly times?: number;
  /** Milliseconds by the fake's clock before the answer. @default 0, and 3500 for '200-delayed' */
  readonly delayMs?: number;
}

/** A fault that was set. */
export interface ActiveFault {
  /** How many requests it has hit. */
  readonly hits: number;
  remove(): void;
}

/** The faults that tests have set; the youngest that fits wins. */
export class Faults {
  readonly #active: (FaultSpec & { hits: number })[] = [];

  add(spec: FaultSpec): ActiveFault {
    const active = { ...spec, hits: 0 };
    this.#active.unshift(active);
    return {
      get hits() {
        return active.hits;
      },
      remove: () => {
        const index = this.#active.indexOf(active);
        if (index >= 0) this.#active.splice(index, 1);
      },
    };
  }

  /** The fault for a request, which is counted as a hit. */
  take(method: string, path: string): FaultSpec | undefined {
    const fault = this.#active.find((each) => each.hits < (each.times ?? Number.POSITIVE_INFINITY) && fits(each, method, path));
    if (fault !== undefined) fault.hits++;
    return fault;
  }
}

const fits = (spec: FaultSpec, method: string, path: string) =>
  (spec.method ?? method) === method && (spec.path === undefined || path.search(spec.path) >= 0);
